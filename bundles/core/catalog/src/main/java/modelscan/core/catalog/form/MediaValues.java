package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Base64;
import java.util.Optional;
import modelscan.api.model.Media;

/** What a template may ask of a picture or a sound: its link, its bytes in several forms, its type. */
final class MediaValues {
    private MediaValues() {
    }

    /** The value of {@code url}, {@code data}, {@code base64}, {@code bytes}, {@code type}, or, empty, link or data URL. */
    static Optional<JsonNode> of(Media media, String form) {
        return switch (media) {
            case Media.Link link -> switch (form) {
                case "", "url" -> Optional.of(TextNode.valueOf(link.uri().toString()));
                case "type" -> link.mediaType().map(TextNode::valueOf);
                default -> Optional.empty();
            };
            case Media.Bytes(String type, byte[] data) -> switch (form) {
                case "", "data" -> Optional.of(TextNode.valueOf("data:" + type + ";base64," + base64(data)));
                case "base64" -> Optional.of(TextNode.valueOf(base64(data)));
                case "bytes" -> Optional.of(BinaryNode.valueOf(data));
                case "type" -> Optional.of(TextNode.valueOf(type));
                default -> Optional.empty();
            };
            // Its name means nothing to another provider.
            case Media.Upload _ -> Optional.empty();
        };
    }

    private static String base64(byte[] data) {
        return Base64.getEncoder().encodeToString(data);
    }
}
