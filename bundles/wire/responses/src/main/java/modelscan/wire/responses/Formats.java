package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.api.model.ResponseFormat;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** The form an answer must have: {@code text.format}. */
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
            case "json_schema" -> new ResponseFormat.Schema(format.member("name").map(Place::text).orElse("answer"),
                    format.member("schema").map(Place::node).orElseGet(Json::object),
                    format.member("strict").map(Place::flag));
            default -> new ResponseFormat.Text();
        };
    }

    /** Whether the neutral form says all that is written here. */
    static boolean exact(Place format) {
        return write(read(Optional.of(format))).filter(format.node()::equals).isPresent();
    }

    /** The JSON of a form; empty for plain text, which need not be asked for. */
    static Optional<JsonNode> write(ResponseFormat format) {
        return switch (format) {
            case ResponseFormat.Text() -> Optional.empty();
            case ResponseFormat.Json() -> Optional.of(Json.object().put("type", "json_object"));
            case ResponseFormat.Schema(String name, JsonNode schema, Optional<Boolean> strict) -> {
                ObjectNode json = Json.object().put("type", "json_schema").put("name", name);
                json.set("schema", schema);
                strict.ifPresent(value -> json.put("strict", value));
                yield Optional.of(json);
            }
        };
    }
}
