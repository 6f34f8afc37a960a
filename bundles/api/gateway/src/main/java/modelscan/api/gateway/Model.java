package modelscan.api.gateway;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Operation;

/**
 * A model as its provider offers it.
 *
 * @param id its name at the provider
 * @param operations what it can be asked for
 * @param context the most tokens in and out together, if known
 * @param output the most tokens out, if known
 * @param capabilities words such as {@code tools}, {@code vision}, {@code json}
 * @param prices what it costs, if known
 * @param source where these figures come from
 * @param verified when they were last compared with the source
 * @param tokens the family whose counter knows its tokens, such as {@code openai}; empty if none does
 * @param retires when its provider stops serving it, if that was announced
 */
public record Model(String id, Set<Operation> operations, Optional<Integer> context, Optional<Integer> output,
        Set<String> capabilities, Optional<Prices> prices, Optional<String> source, Optional<LocalDate> verified,
        String tokens, Optional<LocalDate> retires) {

    public Model {
        Objects.requireNonNull(id, "id");
        operations = Set.copyOf(operations);
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(output, "output");
        capabilities = Set.copyOf(capabilities);
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(verified, "verified");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(retires, "retires");
    }

    /** A model that is not announced to retire, and whose tokens nobody counts. */
    public Model(String id, Set<Operation> operations, Optional<Integer> context, Optional<Integer> output,
            Set<String> capabilities, Optional<Prices> prices, Optional<String> source, Optional<LocalDate> verified) {
        this(id, operations, context, output, capabilities, prices, source, verified, "", Optional.empty());
    }

    /** A model of which nothing is known but its name and what it is asked for. */
    public static Model unknown(String id, Operation operation) {
        return new Model(id, Set.of(operation), Optional.empty(), Optional.empty(), Set.of(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }
}
