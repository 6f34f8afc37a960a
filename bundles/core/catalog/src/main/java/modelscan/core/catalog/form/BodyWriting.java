package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.core.catalog.path.ValueText;

/** Writes what a call says in the shape its provider reads. */
final class BodyWriting {
    private static final Body NOTHING = new Body("", new byte[0]);

    /** Bytes and their media type, empty for none. */
    record Body(String type, byte[] bytes) {
    }

    private BodyWriting() {
    }

    /** The body; {@code mediaType} is of the bytes in it. */
    static Body write(Call.Shape shape, Optional<JsonNode> said, Optional<String> mediaType) {
        return switch (shape) {
            case NONE -> NOTHING;
            case JSON -> new Body("application/json", Json.write(said.orElseGet(Json::object)));
            case FORM -> new Body("application/x-www-form-urlencoded",
                    form(said.orElseGet(Json::object)).getBytes(StandardCharsets.UTF_8));
            case BYTES -> bytes(said, mediaType);
            case MULTIPART -> {
                Multipart parts = new Multipart(mediaType.orElse("application/octet-stream"));
                said.orElseGet(Json::object).properties().forEach(member -> parts.add(member.getKey(), member.getValue()));
                yield new Body(parts.type(), parts.bytes());
            }
        };
    }

    private static String form(JsonNode said) {
        StringJoiner form = new StringJoiner("&");
        for (Map.Entry<String, JsonNode> member : said.properties()) {
            JsonNode value = member.getValue();
            for (JsonNode each : value.isArray() ? value : Json.array().add(value)) {
                form.add(Percent.encode(member.getKey()) + "=" + Percent.encode(ValueText.of(each)));
            }
        }
        return form.toString();
    }

    private static Body bytes(Optional<JsonNode> said, Optional<String> mediaType) {
        JsonNode value = said.orElseThrow(() -> new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                "this provider wants the bytes themselves and no link to them")));
        return value instanceof BinaryNode binary
                ? new Body(mediaType.orElse("application/octet-stream"), binary.binaryValue())
                : new Body("text/plain; charset=utf-8", ValueText.of(value).getBytes(StandardCharsets.UTF_8));
    }
}
