package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Media;

/** How inputs are written. */
final class Words {
    private Words() {
    }

    /** The same text under each name that models give it. */
    static void put(ObjectNode input, String text, String... names) {
        for (String name : names) {
            input.put(name, text);
        }
    }

    /** The address of a file, or the file itself as one; empty for what Replicate cannot fetch. */
    static Optional<String> address(Media media, Losses losses) {
        return switch (media) {
            case Media.Bytes(String type, byte[] data) ->
                    Optional.of("data:" + type + ";base64," + Base64.getEncoder().encodeToString(data));
            case Media.Link(URI uri, Optional<String> _) -> Optional.of(uri.toString());
            case Media.Upload _ -> {
                losses.add("file_id", "a file uploaded elsewhere cannot be read by Replicate");
                yield Optional.empty();
            }
        };
    }
}
