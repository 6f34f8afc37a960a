package modelscan.base.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One comparison of a value with a schema; values that are unfinished may still become right. */
record SchemaCheck(JsonNode whole, Set<JsonNode> unfinished, List<String> problems, Effort effort) {
    /** After so many problems nobody reads on. */
    static final int MOST_PROBLEMS = 20;
    private static final int DEEPEST = 128;

    /** What is left of the steps of one comparison: references inside of alternatives multiply each other. */
    static final class Effort {
        private int left = 250_000;

        private boolean spent() {
            return left == 0 || --left == 0;
        }
    }

    void check(JsonNode value, JsonNode schema, String place, int depth) {
        if (problems.size() >= MOST_PROBLEMS) {
            return;
        }
        if (depth > DEEPEST || effort.spent()) {
            problems.add(place + ": the schema refers to itself too often");
            return;
        }
        if (schema.isBoolean()) {
            if (!schema.booleanValue()) {
                problems.add(place + ": nothing is allowed here");
            }
            return;
        }
        if (schema.path("$ref").isTextual()) {
            check(value, referred(schema.path("$ref").textValue()), place, depth + 1);
        }
        type(value, schema.path("type"), place);
        choice(value, schema, place);
        combined(value, schema, place, depth);
        if (value.isObject()) {
            object(value, schema, place, depth);
        } else if (value.isArray()) {
            list(value, schema, place, depth);
        } else if (value.isTextual()) {
            text(value, schema, place);
        } else if (value.isNumber()) {
            number(value.decimalValue(), schema, place);
        }
    }

    private JsonNode referred(String reference) {
        if (reference.equals("#")) {
            return whole;
        }
        // Other addresses and anchors are not followed.
        return reference.startsWith("#/") ? whole.at(reference.substring(1)) : Json.object();
    }

    private void type(JsonNode value, JsonNode type, String place) {
        boolean fits = type.isMissingNode() || type.isTextual() && is(value, type.textValue());
        for (JsonNode one : type.isArray() ? type : Json.array()) {
            fits |= is(value, one.asText());
        }
        if (!fits) {
            problems.add(place + ": must be " + type + ", not " + value.getNodeType().name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    private static boolean is(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            case "number" -> value.isNumber();
            case "integer" -> value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            default -> true;
        };
    }

    private void choice(JsonNode value, JsonNode schema, String place) {
        List<JsonNode> allowed = new ArrayList<>();
        schema.path("enum").forEach(allowed::add);
        if (schema.has("const")) {
            allowed.add(schema.get("const"));
        }
        if (!allowed.isEmpty() && allowed.stream().noneMatch(one -> mayBecome(value, one))) {
            problems.add(place + ": must be one of " + allowed);
        }
    }

    private boolean mayBecome(JsonNode value, JsonNode wanted) {
        if (unfinished.contains(value)) {
            return value.getNodeType() == wanted.getNodeType()
                    && (!value.isTextual() || wanted.textValue().startsWith(value.textValue()));
        }
        return value.isNumber() && wanted.isNumber() ? value.decimalValue().compareTo(wanted.decimalValue()) == 0
                : value.equals(wanted);
    }

    private void combined(JsonNode value, JsonNode schema, String place, int depth) {
        schema.path("allOf").forEach(one -> check(value, one, place, depth + 1));
        for (String word : List.of("anyOf", "oneOf")) {
            JsonNode choices = schema.path(word);
            int fitting = 0;
            for (JsonNode one : choices) {
                List<String> found = new ArrayList<>();
                new SchemaCheck(whole, unfinished, found, effort).check(value, one, place, depth + 1);
                fitting += found.isEmpty() ? 1 : 0;
            }
            if (!choices.isEmpty() && fitting == 0) {
                problems.add(place + ": fits none of " + word);
            } else if (word.equals("oneOf") && fitting > 1 && !unfinished.contains(value)) {
                problems.add(place + ": fits several of oneOf");
            }
        }
    }

    private void object(JsonNode value, JsonNode schema, String place, int depth) {
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String inside = place + "." + member.getKey();
            JsonNode known = schema.path("properties").path(member.getKey());
            JsonNode others = schema.path("additionalProperties");
            if (!known.isMissingNode()) {
                check(member.getValue(), known, inside, depth + 1);
            } else if (others.isBoolean() && !others.booleanValue()) {
                problems.add(place + ": '" + member.getKey() + "' is not among its members");
            } else if (others.isObject()) {
                check(member.getValue(), others, inside, depth + 1);
            }
        }
        if (!unfinished.contains(value)) {
            Set<String> missing = new TreeSet<>();
            schema.path("required").forEach(name -> missing.add(name.asText()));
            value.fieldNames().forEachRemaining(missing::remove);
            missing.forEach(name -> problems.add(place + ": '" + name + "' is missing"));
        }
    }

    private void list(JsonNode value, JsonNode schema, String place, int depth) {
        JsonNode first = schema.path("prefixItems");
        for (int i = 0; i < value.size(); i++) {
            JsonNode each = i < first.size() ? first.get(i) : schema.path("items");
            if (!each.isMissingNode()) {
                check(value.get(i), each, place + "[" + i + "]", depth + 1);
            }
        }
        count(value.size(), schema, "Items", unfinished.contains(value), place);
    }

    private void text(JsonNode value, JsonNode schema, String place) {
        String text = value.textValue();
        count(text.codePointCount(0, text.length()), schema, "Length", unfinished.contains(value), place);
    }

    private void count(int count, JsonNode schema, String what, boolean open, String place) {
        if (!open && count < schema.path("min" + what).asInt(0)) {
            problems.add(place + ": has fewer than min" + what + " " + schema.path("min" + what));
        }
        if (schema.path("max" + what).isNumber() && count > schema.path("max" + what).asInt()) {
            problems.add(place + ": has more than max" + what + " " + schema.path("max" + what));
        }
    }

    private void number(BigDecimal value, JsonNode schema, String place) {
        boolean small = schema.path("minimum").isNumber() && value.compareTo(schema.path("minimum").decimalValue()) < 0
                || schema.path("exclusiveMinimum").isNumber()
                && value.compareTo(schema.path("exclusiveMinimum").decimalValue()) <= 0;
        boolean large = schema.path("maximum").isNumber() && value.compareTo(schema.path("maximum").decimalValue()) > 0
                || schema.path("exclusiveMaximum").isNumber()
                && value.compareTo(schema.path("exclusiveMaximum").decimalValue()) >= 0;
        if (small || large) {
            problems.add(place + ": is too " + (small ? "small" : "large"));
        }
    }
}
