package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Finds the value of a name in a template. */
@FunctionalInterface
interface Lookup {
    /** The value; empty if there is none. */
    Optional<JsonNode> value(String name);

    /** The same, but with this value for one name. */
    default Lookup with(String name, JsonNode value) {
        return asked -> asked.equals(name) ? Optional.of(value) : value(asked);
    }
}
