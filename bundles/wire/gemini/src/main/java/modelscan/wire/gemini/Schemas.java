package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import modelscan.base.json.Json;

/** Turns a schema in Google's older form, a dialect of OpenAPI, into JSON Schema. */
final class Schemas {
    private Schemas() {
    }

    /** The same as JSON Schema. */
    static JsonNode plain(JsonNode schema) {
        if (!(schema instanceof ObjectNode object)) {
            return schema;
        }
        ObjectNode plain = Json.object();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            member(member.getKey(), member.getValue(), plain);
        }
        boolean nullable = plain.path("nullable").asBoolean();
        plain.remove("nullable");
        if (nullable) {
            allowNull(plain);
        }
        return plain;
    }

    private static void member(String key, JsonNode value, ObjectNode plain) {
        switch (key) {
            case "type" -> type(value, plain);
            case "properties", "$defs", "defs" -> plain.set(key.equals("defs") ? "$defs" : key, each(value));
            case "items" -> plain.set(key, plain(value));
            case "anyOf", "any_of" -> plain.set("anyOf", list(value));
            case "propertyOrdering", "property_ordering" -> { }
            // Google writes large whole numbers as texts.
            case "minItems", "maxItems", "minLength", "maxLength", "minProperties", "maxProperties", "min_items",
                    "max_items", "min_length", "max_length", "min_properties", "max_properties" ->
                    plain.set(camel(key), number(value));
            default -> plain.set(key, value);
        }
    }

    private static String camel(String key) {
        int mark = key.indexOf('_');
        return mark < 0 ? key : key.substring(0, mark) + Character.toUpperCase(key.charAt(mark + 1)) + key.substring(mark + 2);
    }

    private static void type(JsonNode value, ObjectNode plain) {
        if (!value.isTextual()) {
            plain.set("type", value);
        } else if (!value.textValue().endsWith("UNSPECIFIED")) {
            plain.put("type", value.textValue().toLowerCase(Locale.ROOT));
        }
    }

    private static JsonNode each(JsonNode value) {
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        ObjectNode each = Json.object();
        object.properties().forEach(member -> each.set(member.getKey(), plain(member.getValue())));
        return each;
    }

    private static JsonNode list(JsonNode value) {
        ArrayNode list = Json.array();
        value.forEach(each -> list.add(plain(each)));
        return list;
    }

    private static JsonNode number(JsonNode value) {
        if (value.isTextual() && value.textValue().matches("\\d{1,18}")) {
            return Json.object().put("n", Long.parseLong(value.textValue())).get("n");
        }
        return value;
    }

    private static void allowNull(ObjectNode plain) {
        if (plain.path("type").isTextual()) {
            String type = plain.path("type").textValue();
            plain.putArray("type").add(type).add("null");
            if (plain.path("enum") instanceof ArrayNode words) {
                plain.set("enum", words.deepCopy().addNull());
            }
        } else if (plain.path("anyOf") instanceof ArrayNode forms) {
            forms.addObject().put("type", "null");
        }
    }
}
