package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Writes a form with files, the reverse of {@link FormData}. */
final class FormWriting {
    private final String boundary = "modelscan-" + UUID.randomUUID();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Adds a text; a list becomes several, bytes become a file. */
    void add(String name, JsonNode value) {
        switch (value) {
            case BinaryNode binary -> add(name, new FormData.Upload(name, name + ".png", "image/png", binary.binaryValue()));
            case JsonNode list when list.isArray() -> list.forEach(each -> add(name + "[]", each));
            case JsonNode object when object.isObject() -> add(name, object.toString());
            case JsonNode scalar -> add(name, scalar.asText());
        }
    }

    /** Adds a text. */
    void add(String name, String text) {
        say("--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + clean(name) + "\"\r\n\r\n" + text + "\r\n");
    }

    /** Adds a file. */
    void add(String name, FormData.Upload file) {
        say("--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + clean(name) + "\"; filename=\"" + clean(file.name())
                + "\"\r\ncontent-type: " + file.type().replaceAll("[^\\w.+/;= -]", "") + "\r\n\r\n");
        out.writeBytes(file.data());
        say("\r\n");
    }

    /** The headers of a post of this form. */
    Map<String, String> headers(String accept) {
        return Map.of("content-type", "multipart/form-data; boundary=" + boundary, "accept", accept);
    }

    /** The whole form. */
    byte[] bytes() {
        say("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    // A name came from a caller and must not become a header of its own.
    private static String clean(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void say(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
