package modelscan.api.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The tools a model may call and whether it must.
 *
 * @param definitions the tools
 * @param choice whether and which the model calls
 * @param parallel whether it may call several at once; empty leaves it to the provider
 * @param cached whether the definitions may be kept in the provider's prompt cache
 */
public record Tools(List<Definition> definitions, Choice choice, Optional<Boolean> parallel,
        Optional<Part.CacheMark> cached) {

    /** No tools. */
    public static final Tools NONE = new Tools(List.of(), new Choice.Auto(), Optional.empty());

    public Tools {
        definitions = List.copyOf(definitions);
        Objects.requireNonNull(choice, "choice");
        Objects.requireNonNull(parallel, "parallel");
        Objects.requireNonNull(cached, "cached");
    }

    /** Tools that need not be kept in a prompt cache. */
    public Tools(List<Definition> definitions, Choice choice, Optional<Boolean> parallel) {
        this(definitions, choice, parallel, Optional.empty());
    }

    /** A tool: what it is called, what it is good for and the JSON schema of its parameters. */
    public record Definition(String name, String description, JsonNode parameters, Optional<Boolean> strict) {
        public Definition {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(parameters, "parameters");
            Objects.requireNonNull(strict, "strict");
        }
    }

    /** Whether and which tool the model calls. */
    public sealed interface Choice {
        /** The model decides. */
        record Auto() implements Choice {
        }

        /** The model calls none. */
        record Forbidden() implements Choice {
        }

        /** The model calls at least one. */
        record Required() implements Choice {
        }

        /** The model calls this one. */
        record Named(String name) implements Choice {
            public Named {
                Objects.requireNonNull(name, "name");
            }
        }
    }
}
