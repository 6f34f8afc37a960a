package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** A value of a request and the way to it, so that an error can say {@code messages[2].content[0].type}. */
record Place(Place parent, String name, JsonNode node) {

    /** The request itself. */
    static Place root(JsonNode node) {
        return new Place(null, "", node);
    }

    /** A member, if it is there and not null. */
    Optional<Place> member(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(new Place(this, key, value));
    }

    /** A member that must be there. */
    Place wanted(String key) {
        return member(key).orElseThrow(() -> new Place(this, key, node).refuse("is missing"));
    }

    /** A text that must be there and say something; {@code hint} is a way out. */
    String words(String key, String hint) {
        String text = member(key).map(Place::text).orElse("");
        if (text.isBlank()) {
            throw wrong(key, "is missing: " + hint);
        }
        return text;
    }

    /** The failure that says what is wrong with a member. */
    FailureException wrong(String key, String what) {
        return new Place(this, key, node).refuse(what);
    }

    /** The elements of this list. */
    List<Place> elements() {
        if (!node.isArray()) {
            throw refuse("must be a list");
        }
        List<Place> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new Place(this, "[" + elements.size() + "]", element));
        }
        return elements;
    }

    /** This, which must be an object. */
    Place object() {
        if (!node.isObject()) {
            throw refuse("must be an object");
        }
        return this;
    }

    /** This text. */
    String text() {
        if (!node.isTextual()) {
            throw refuse("must be a text");
        }
        return node.textValue();
    }

    /** This number. */
    Double number() {
        if (!node.isNumber()) {
            throw refuse("must be a number");
        }
        return node.doubleValue();
    }

    /** This whole number. */
    Integer count() {
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw refuse("must be a whole number");
        }
        return node.intValue();
    }

    /** This whole number, which may be large. */
    Long longCount() {
        if (!node.isIntegralNumber() || !node.canConvertToLong()) {
            throw refuse("must be a whole number");
        }
        return node.longValue();
    }

    /** This flag. */
    Boolean flag() {
        if (!node.isBoolean()) {
            throw refuse("must be true or false");
        }
        return node.booleanValue();
    }

    /** The members that are not among the known ones. */
    ObjectNode others(Set<String> known) {
        ObjectNode others = Json.object();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (!known.contains(member.getKey())) {
                others.set(member.getKey(), member.getValue());
            }
        }
        return others;
    }

    /** The failure that says what is wrong here. */
    FailureException refuse(String what) {
        String path = path();
        String subject = path.isEmpty() ? "the request " : "'" + path + "' ";
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, subject + what).at(path));
    }

    private String path() {
        if (parent == null) {
            return name;
        }
        String way = parent.path();
        return way.isEmpty() || name.startsWith("[") ? way + name : way + "." + name;
    }
}
