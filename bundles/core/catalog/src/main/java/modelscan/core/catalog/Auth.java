package modelscan.core.catalog;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** How a provider wants to be shown its key. */
sealed interface Auth {

    /** Not at all. */
    record None() implements Auth {
    }

    /** {@code Authorization: Bearer <key>}. */
    record Bearer() implements Auth {
    }

    /** In a header of its own. */
    record Header(String name) implements Auth {
    }

    /** As a query parameter. */
    record Query(String name) implements Auth {
    }

    /** Whether a key is needed at all. */
    default boolean needsKey() {
        return !(this instanceof None);
    }

    /** Adds the key to the headers where it belongs there. */
    default void sign(Map<String, String> headers, String key) {
        switch (this) {
            case Bearer _ -> headers.put("Authorization", "Bearer " + key);
            case Header(String name) -> headers.put(name, key);
            case None _, Query _ -> { }
        }
    }

    /** Adds the key to the address where it belongs there. */
    default URI sign(URI address, String key) {
        return switch (this) {
            case Query(String name) -> URI.create(address + (address.getRawQuery() == null ? "?" : "&") + name + "="
                    + URLEncoder.encode(key, StandardCharsets.UTF_8));
            case None _, Bearer _, Header _ -> address;
        };
    }
}
