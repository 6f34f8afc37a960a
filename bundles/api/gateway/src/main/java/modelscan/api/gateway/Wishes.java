package modelscan.api.gateway;

import java.util.Map;
import java.util.Optional;

/**
 * What the caller asked for beside the request, by headers {@code x-modelscan-…}.
 *
 * <pre>{@code
 * exchange.wishes().named("strategy"); // x-modelscan-strategy: cheapest
 * }</pre>
 *
 * @param values by name in lower case, without the prefix
 */
public record Wishes(Map<String, String> values) {

    /** No wishes. */
    public static final Wishes NONE = new Wishes(Map.of());

    public Wishes {
        values = Map.copyOf(values);
    }

    /** The wish of this name: {@code strategy}, {@code max-cost}, {@code fallbacks} … */
    public Optional<String> named(String name) {
        return Optional.ofNullable(values.get(name));
    }
}
