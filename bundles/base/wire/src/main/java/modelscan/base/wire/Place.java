package modelscan.base.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/**
 * A value of a request and the way to it, so that an error can name it.
 *
 * <pre>{@code
 * Place request = Place.root(tree).object();
 * for (Place message : request.wanted("messages").elements()) {
 *     String role = message.object().wanted("role").text(); // 'messages[2].role' must be a text
 * }
 * }</pre>
 */
public final class Place {
    private final Optional<Place> parent;
    private final String name;
    private final JsonNode node;

    private Place(Optional<Place> parent, String name, JsonNode node) {
        this.parent = parent;
        this.name = name;
        this.node = Objects.requireNonNull(node, "node");
    }

    /** The request itself. */
    public static Place root(JsonNode node) {
        return new Place(Optional.empty(), "", node);
    }

    /** The value. */
    public JsonNode node() {
        return node;
    }

    /** The way from the request to here, such as {@code messages[2].content[0].type}; empty at the request itself. */
    public String path() {
        String way = parent.map(Place::path).orElse("");
        return way.isEmpty() || name.startsWith("[") ? way + name : way + "." + name;
    }

    /** A member, if it is there and not null. */
    public Optional<Place> member(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(child(key, value));
    }

    /** A member that must be there. */
    public Place wanted(String key) {
        return member(key).orElseThrow(() -> wrong(key, "is missing"));
    }

    /** The text of a member; empty if it is not there. */
    public String words(String key) {
        return member(key).map(Place::text).orElse("");
    }

    /** A text that must be there and say something; {@code hint} is a way out. */
    public String words(String key, String hint) {
        String text = words(key);
        if (text.isBlank()) {
            throw wrong(key, "is missing: " + hint);
        }
        return text;
    }

    /** The elements of a member, which must be a list if it is there. */
    public List<Place> elements(String key) {
        return member(key).map(Place::elements).orElse(List.of());
    }

    /** The elements of this list. */
    public List<Place> elements() {
        if (!node.isArray()) {
            throw refuse("must be a list");
        }
        List<Place> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(child("[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** This, which must be an object. */
    public Place object() {
        if (!node.isObject()) {
            throw refuse("must be an object");
        }
        return this;
    }

    /** This text. */
    public String text() {
        if (!node.isTextual()) {
            throw refuse("must be a text");
        }
        return node.textValue();
    }

    /** This number. */
    public Double number() {
        if (!node.isNumber()) {
            throw refuse("must be a number");
        }
        return node.doubleValue();
    }

    /** This whole number; some clients write it with a fraction of zero. */
    public Integer count() {
        if (!whole() || !node.canConvertToInt()) {
            throw refuse("must be a whole number");
        }
        return node.intValue();
    }

    /** This whole number, which may be large. */
    public Long longCount() {
        if (!whole() || !node.canConvertToLong()) {
            throw refuse("must be a whole number");
        }
        return node.longValue();
    }

    /** This flag. */
    public Boolean flag() {
        if (!node.isBoolean()) {
            throw refuse("must be true or false");
        }
        return node.booleanValue();
    }

    /** The members that are not among the known ones. */
    public ObjectNode others(Set<String> known) {
        ObjectNode others = Json.object();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!known.contains(member.getKey())) {
                others.set(member.getKey(), member.getValue());
            }
        }
        return others;
    }

    /** The failure that says what is wrong here. */
    public FailureException refuse(String what) {
        return refused(path(), what);
    }

    /** The failure that says what is wrong at a path. */
    public static FailureException refused(String path, String what) {
        String subject = path.isEmpty() ? "the request " : "'" + path + "' ";
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, subject + what).at(path));
    }

    /** The failure that says what is wrong with a member, which need not be there. */
    public FailureException wrong(String key, String what) {
        return child(key, node).refuse(what);
    }

    private boolean whole() {
        return node.isNumber() && node.canConvertToExactIntegral();
    }

    private Place child(String key, JsonNode value) {
        return new Place(Optional.of(this), key, value);
    }
}
