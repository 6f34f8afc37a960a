package modelscan.core.jobs.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.base.json.Json;

/** A medium as JSON, its bytes beside it. */
final class MediaForm {
    private MediaForm() {
    }

    static ObjectNode write(Media media, Bytes bytes) {
        return switch (media) {
            case Media.Bytes(String type, byte[] data) -> Json.object().put("type", type).put("at", bytes.keep(data))
                    .put("length", data.length);
            case Media.Link(URI uri, Optional<String> type) -> Json.object().put("link", uri.toString())
                    .put("type", type.orElse(null));
            case Media.Upload(String id) -> Json.object().put("upload", id);
        };
    }

    static Media read(JsonNode json, Bytes bytes) {
        if (json.has("link")) {
            return new Media.Link(URI.create(json.path("link").asText()), text(json, "type"));
        }
        return json.has("upload") ? new Media.Upload(json.path("upload").asText())
                : new Media.Bytes(json.path("type").asText(), bytes.read(json.path("at").asLong(), json.path("length").asInt()));
    }

    static Optional<String> text(JsonNode json, String name) {
        return Optional.ofNullable(json.path(name).textValue());
    }
}
