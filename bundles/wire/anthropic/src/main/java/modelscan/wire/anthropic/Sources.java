package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Where a picture or a document comes from: the {@code source} of its block. */
final class Sources {
    private Sources() {
    }

    /** The medium; empty for a source without a neutral word. */
    static Optional<Media> read(Place source) {
        return Optional.ofNullable(switch (source.object().wanted("type").text()) {
            case "base64" -> new Media.Bytes(source.wanted("media_type").text(), base64(source.wanted("data")));
            case "text" -> new Media.Bytes(source.member("media_type").map(Place::text).orElse("text/plain"),
                    source.wanted("data").text().getBytes(StandardCharsets.UTF_8));
            case "url" -> new Media.Link(address(source.wanted("url")), Optional.empty());
            case "file" -> new Media.Upload(source.wanted("file_id").text());
            default -> null;
        });
    }

    /** The source of a picture. */
    static ObjectNode picture(Media media) {
        return switch (media) {
            case Media.Bytes(String type, byte[] data) -> typed("base64").put("media_type", type)
                    .put("data", Base64.getEncoder().encodeToString(data));
            case Media.Link(URI uri, Optional<String> _) -> typed("url").put("url", uri.toString());
            case Media.Upload(String id) -> typed("file").put("file_id", id);
        };
    }

    /** The source of a document; empty for a kind that this protocol does not take. */
    static Optional<ObjectNode> document(Media media) {
        if (media instanceof Media.Bytes(String type, byte[] data) && !type.equals("application/pdf")) {
            return type.startsWith("text/") || type.equals("application/json")
                    ? Optional.of(typed("text").put("media_type", "text/plain")
                            .put("data", new String(data, StandardCharsets.UTF_8)))
                    : Optional.empty();
        }
        return Optional.of(picture(media));
    }

    private static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }

    private static byte[] base64(Place data) {
        try {
            return Base64.getDecoder().decode(data.text());
        } catch (IllegalArgumentException malformed) {
            throw data.refuse("is not valid base64");
        }
    }

    private static URI address(Place url) {
        try {
            return new URI(url.text().replace(" ", "%20"));
        } catch (URISyntaxException malformed) {
            throw url.refuse("must be an address");
        }
    }
}
