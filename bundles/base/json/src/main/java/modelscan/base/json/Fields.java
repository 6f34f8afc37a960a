package modelscan.base.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * An object with a closed vocabulary; every error names the place, the key and what is allowed.
 *
 * <pre>{@code
 * Fields fields = Fields.of(json, "groq.provider.json", Set.of("id", "url", "models"));
 * String id = fields.text("id");          // must be there
 * List<Fields> models = fields.objects("models", Set.of("id", "context"));
 * }</pre>
 */
public final class Fields {
    private final ObjectNode object;
    private final String place;

    private Fields(ObjectNode object, String place) {
        this.object = object;
        this.place = place;
    }

    /** Checks that the value is an object with no other than the allowed keys. */
    public static Fields of(JsonNode value, String place, Set<String> allowed) {
        Fields fields = open(value, place);
        for (Map.Entry<String, JsonNode> member : fields.object.properties()) {
            if (!allowed.contains(member.getKey())) {
                throw refuse(place + ": unknown key '" + member.getKey() + "'; allowed are " + String.join(", ",
                        new TreeSet<>(allowed)));
            }
        }
        return fields;
    }

    /** An object whose keys are names of things and not words of a vocabulary. */
    public static Fields open(JsonNode value, String place) {
        if (value instanceof ObjectNode object) {
            return new Fields(object, place);
        }
        throw refuse(place + ": an object is wanted");
    }

    /** Where this object stands, for messages. */
    public String place() {
        return place;
    }

    /** The keys. */
    public List<String> keys() {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** A text that must be there and not be blank. */
    public String text(String key) {
        return optionalText(key).filter(text -> !text.isBlank())
                .orElseThrow(() -> refuse(place + ": '" + key + "' is missing"));
    }

    /** A text that may be there. */
    public Optional<String> optionalText(String key) {
        return value(key).map(node -> {
            if (!node.isTextual()) {
                throw wrong(key, "a text", node);
            }
            return node.textValue();
        });
    }

    /** A whole number from zero that may be there. */
    public Optional<Integer> count(String key) {
        return value(key).map(node -> {
            if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
                throw wrong(key, "a whole number from 0", node);
            }
            return node.intValue();
        });
    }

    /** A flag that may be there. */
    public Optional<Boolean> flag(String key) {
        return value(key).map(node -> {
            if (!node.isBoolean()) {
                throw wrong(key, "true or false", node);
            }
            return node.booleanValue();
        });
    }

    /** An exact number, best written as text, that may be there. */
    public Optional<BigDecimal> decimal(String key) {
        return value(key).map(node -> {
            try {
                return new BigDecimal(node.asText());
            } catch (NumberFormatException notANumber) {
                throw wrong(key, "a number such as \"0.59\"", node);
            }
        });
    }

    /** A list of texts; empty if it is not there. */
    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (JsonNode node : list(key)) {
            if (!node.isTextual()) {
                throw wrong(key, "a list of texts", node);
            }
            texts.add(node.textValue());
        }
        return texts;
    }

    /** A list of objects with a closed vocabulary; empty if it is not there. */
    public List<Fields> objects(String key, Set<String> allowed) {
        List<Fields> objects = new ArrayList<>();
        for (JsonNode node : list(key)) {
            objects.add(of(node, place + " " + key + "[" + objects.size() + "]", allowed));
        }
        return objects;
    }

    /** An object with a closed vocabulary that may be there. */
    public Optional<Fields> object(String key, Set<String> allowed) {
        return value(key).map(node -> of(node, place + " " + key, allowed));
    }

    /** An object whose keys are names, that may be there. */
    public Optional<Fields> named(String key) {
        return value(key).map(node -> open(node, place + " " + key));
    }

    /** The failure for a value that is not among those allowed. */
    public FailureException notAllowed(String key, String value, Set<String> allowed) {
        return refuse(place + ": '" + key + "' cannot be '" + value + "'; allowed are "
                + String.join(", ", new TreeSet<>(allowed)));
    }

    /** The raw value of a key, if it is there and not null. */
    public Optional<JsonNode> value(String key) {
        return Optional.ofNullable(object.get(key)).filter(node -> !node.isNull());
    }

    private Iterable<JsonNode> list(String key) {
        Optional<JsonNode> list = value(key);
        if (list.isPresent() && !list.get().isArray()) {
            throw wrong(key, "a list", list.get());
        }
        return list.isPresent() ? list.get() : List.of();
    }

    private FailureException wrong(String key, String wanted, JsonNode found) {
        return refuse(place + ": '" + key + "' must be " + wanted + ", not " + found.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
    }

    private static FailureException refuse(String message) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message));
    }
}
