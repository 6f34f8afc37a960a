package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import modelscan.core.catalog.path.ValueText;

/** The provider's words for ours, by name; a value without an entry passes on as it is. */
record WordBook(Map<String, Map<String, JsonNode>> words) {

    /** Looks values up and translates them. */
    Lookup over(Lookup lookup) {
        return words.isEmpty() ? lookup : name -> lookup.value(name).map(value -> said(name, value));
    }

    private JsonNode said(String name, JsonNode value) {
        Map<String, JsonNode> known = words.get(name);
        return known == null || !value.isValueNode()
                ? value : Optional.ofNullable(known.get(ValueText.of(value))).orElse(value);
    }
}
