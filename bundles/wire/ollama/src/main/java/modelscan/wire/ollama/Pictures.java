package modelscan.wire.ollama;

import java.util.Base64;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.wire.Place;

/** Pictures, which are plain base64 here; what they are is seen in their first bytes. */
final class Pictures {
    private Pictures() {
    }

    /** Reads a picture; a data URL, which some clients send, is one too. */
    static Part.Image read(Place place) {
        String text = place.text();
        String data = text.startsWith("data:") ? text.substring(text.indexOf(',') + 1) : text;
        try {
            byte[] bytes = Base64.getDecoder().decode(data);
            return new Part.Image(new Media.Bytes(type(bytes), bytes), Optional.empty());
        } catch (IllegalArgumentException malformed) {
            throw place.refuse("is not valid base64");
        }
    }

    /** The bytes as base64. */
    static String write(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** The media type of a picture. */
    static String type(byte[] bytes) {
        if (begins(bytes, 0xff, 0xd8, 0xff)) {
            return "image/jpeg";
        }
        if (begins(bytes, 'G', 'I', 'F', '8')) {
            return "image/gif";
        }
        return begins(bytes, 'R', 'I', 'F', 'F') ? "image/webp" : begins(bytes, 'B', 'M') ? "image/bmp" : "image/png";
    }

    private static boolean begins(byte[] bytes, int... signature) {
        if (bytes.length < signature.length) {
            return false;
        }
        for (int at = 0; at < signature.length; at++) {
            if ((bytes[at] & 0xff) != signature[at]) {
                return false;
            }
        }
        return true;
    }
}
