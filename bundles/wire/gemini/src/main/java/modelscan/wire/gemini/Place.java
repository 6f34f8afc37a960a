package modelscan.wire.gemini;

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

/**
 * A value of a request and the way to it; members are found in {@code camelCase} and in {@code snake_case}.
 */
record Place(String path, JsonNode node) {

    /** The request itself. */
    static Place root(JsonNode node) {
        return new Place("", node);
    }

    /** A member by its name in camel case, if it is there and not null. */
    Optional<Place> member(String key) {
        JsonNode value = node.get(key);
        if (value == null) {
            String snake = snake(key);
            value = snake.equals(key) ? null : node.get(snake);
        }
        return value == null || value.isNull() ? Optional.empty() : Optional.of(new Place(way(key), value));
    }

    /** A member that must be there. */
    Place wanted(String key) {
        return member(key).orElseThrow(() -> new Place(way(key), node).refuse("is missing"));
    }

    /** The elements of this list; a lone object counts as a list of one, as it does at Google. */
    List<Place> elements() {
        if (node.isObject()) {
            return List.of(this);
        }
        if (!node.isArray()) {
            throw refuse("must be a list");
        }
        List<Place> elements = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            elements.add(new Place(path + "[" + elements.size() + "]", element));
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

    /** This whole number; Google writes 40 as 40.0 at times. */
    Integer count() {
        if (!node.isNumber() || !node.canConvertToInt() || node.doubleValue() != node.intValue()) {
            throw refuse("must be a whole number");
        }
        return node.intValue();
    }

    /** This flag. */
    Boolean flag() {
        if (!node.isBoolean()) {
            throw refuse("must be true or false");
        }
        return node.booleanValue();
    }

    /** The members, named in camel case, that are not among the known ones. */
    ObjectNode others(Set<String> known) {
        ObjectNode others = Json.object();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String key = camel(member.getKey());
            if (!known.contains(key)) {
                others.set(key, member.getValue());
            }
        }
        return others;
    }

    /** The failure that says what is wrong here. */
    FailureException refuse(String what) {
        String subject = path.isEmpty() ? "the request " : "'" + path + "' ";
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, subject + what).at(path));
    }

    private String way(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** A name with its words joined by underscores. */
    static String snake(String camel) {
        StringBuilder snake = new StringBuilder(camel.length() + 4);
        for (int at = 0; at < camel.length(); at++) {
            char each = camel.charAt(at);
            if (Character.isUpperCase(each)) {
                snake.append('_').append(Character.toLowerCase(each));
            } else {
                snake.append(each);
            }
        }
        return snake.toString();
    }

    private static String camel(String snake) {
        int mark = snake.indexOf('_');
        if (mark < 1) {
            return snake;
        }
        StringBuilder camel = new StringBuilder(snake.length()).append(snake, 0, mark);
        for (int at = mark; at < snake.length(); at++) {
            boolean joint = snake.charAt(at) == '_' && at + 1 < snake.length();
            camel.append(joint ? Character.toUpperCase(snake.charAt(++at)) : snake.charAt(at));
        }
        return camel.toString();
    }
}
