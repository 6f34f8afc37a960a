package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import modelscan.core.catalog.path.ValueText;

/** Writes fields and files as {@code multipart/form-data}. */
final class Multipart {
    private final String boundary = "modelscan-" + UUID.randomUUID();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final String fileType;

    Multipart(String fileType) {
        // It came from a caller and becomes a line of its own.
        this.fileType = fileType.replaceAll("[^\\w.+/;= -]", "");
    }

    /** A field, or a file if the value is bytes; a list becomes several of the same name. */
    void add(String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(each -> add(name, each));
            return;
        }
        say("--" + boundary + "\r\ncontent-disposition: form-data; name=\"" + quoted(name) + "\"");
        if (value instanceof BinaryNode binary) {
            say("; filename=\"file." + ending() + "\"\r\ncontent-type: " + fileType + "\r\n\r\n");
            out.writeBytes(binary.binaryValue());
        } else {
            say("\r\n\r\n" + ValueText.of(value));
        }
        say("\r\n");
    }

    /** The media type with the boundary. */
    String type() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** All parts and the end. */
    byte[] bytes() {
        say("--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    // Providers look at the ending to learn the format.
    private String ending() {
        String bare = fileType.split(";", 2)[0].strip();
        String kind = bare.substring(bare.indexOf('/') + 1);
        return switch (kind) {
            case "mpeg" -> bare.startsWith("audio") ? "mp3" : "mpeg";
            case "x-wav", "wave", "vnd.wave" -> "wav";
            case "jpeg" -> "jpg";
            case "x-m4a" -> "m4a";
            case "octet-stream" -> "bin";
            default -> kind.replaceAll("\\W", "");
        };
    }

    private static String quoted(String name) {
        return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
    }

    private void say(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
