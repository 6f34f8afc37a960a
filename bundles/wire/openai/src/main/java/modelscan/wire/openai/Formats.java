package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.api.model.ResponseFormat;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** The form an answer must have: {@code response_format}. */
final class Formats {
    private Formats() {
    }

    /** The form asked for; one without a neutral word reads as text. */
    static ResponseFormat read(Optional<Place> place) {
        if (place.isEmpty()) {
            return new ResponseFormat.Text();
        }
        Place format = place.get().object();
        return switch (format.wanted("type").text()) {
            case "json_object" -> new ResponseFormat.Json();
            case "json_schema" -> {
                Place schema = format.wanted("json_schema").object();
                yield new ResponseFormat.Schema(schema.member("name").map(Place::text).orElse("answer"),
                        schema.member("schema").map(Place::node).orElseGet(Json::object),
                        schema.member("strict").map(Place::flag));
            }
            default -> new ResponseFormat.Text();
        };
    }

    /** Whether the neutral form says all that is written here. */
    static boolean exact(Place format) {
        return write(read(Optional.of(format))).filter(format.node()::equals).isPresent();
    }

    /** Whether the neutral form says the most of it. */
    static boolean known(Place format) {
        return switch (format.node().path("type").asText()) {
            case "text", "json_object", "json_schema" -> true;
            default -> false;
        };
    }

    /** The JSON of a form; empty for plain text, which need not be asked for. */
    static Optional<JsonNode> write(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.Text() -> Optional.empty();
            case ResponseFormat.Json() -> Optional.of(Json.object().put("type", "json_object"));
            case ResponseFormat.Schema(String name, JsonNode schema, Optional<Boolean> strict) -> {
                ObjectNode inner = Json.object().put("name", name);
                inner.set("schema", schema);
                strict.ifPresent(value -> inner.put("strict", value));
                ObjectNode outer = Json.object().put("type", "json_schema");
                outer.set("json_schema", inner);
                yield Optional.of(outer);
            }
        };
    }
}
