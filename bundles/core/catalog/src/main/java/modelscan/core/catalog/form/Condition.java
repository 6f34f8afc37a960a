package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.core.catalog.path.ValueText;

/**
 * When a way is taken: when each name has a value, and one of those that are wanted of it.
 *
 * <p>A wanted value that ends in a star stands for all that begin with the rest; no wanted value stands for any.
 */
record Condition(Map<String, List<String>> wanted) {
    /** Always. */
    static final Condition NONE = new Condition(Map.of());

    /** When a name has a value. */
    static Condition of(String name) {
        return new Condition(Map.of(name, List.of()));
    }

    boolean fits(Lookup values) {
        return wanted.entrySet().stream().allMatch(each -> fits(values.value(each.getKey()), each.getValue()));
    }

    /** The names that decide, sorted. */
    List<String> names() {
        return wanted.keySet().stream().sorted().toList();
    }

    /** Why it does not fit, as part of a sentence. */
    String demand() {
        List<String> demands = wanted.entrySet().stream().map(each -> "'" + each.getKey() + "'"
                + (each.getValue().isEmpty() ? "" : " to be " + String.join(" or ", each.getValue()))).sorted().toList();
        return String.join(" and ", demands);
    }

    private static boolean fits(Optional<JsonNode> value, List<String> wanted) {
        return value.map(ValueText::of).filter(said -> wanted.isEmpty() || wanted.stream().anyMatch(each -> is(said, each)))
                .isPresent();
    }

    private static boolean is(String said, String wanted) {
        return wanted.endsWith("*") ? said.startsWith(wanted.substring(0, wanted.length() - 1)) : said.equals(wanted);
    }
}
