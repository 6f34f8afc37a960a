package modelscan.api.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.Optional;

/** The form a text answer must have. */
public sealed interface ResponseFormat {

    /** Plain words. */
    record Text() implements ResponseFormat {
    }

    /** Some JSON object. */
    record Json() implements ResponseFormat {
    }

    /** JSON that a schema accepts. */
    record Schema(String name, JsonNode schema, Optional<Boolean> strict) implements ResponseFormat {
        public Schema {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(schema, "schema");
            Objects.requireNonNull(strict, "strict");
        }
    }
}
