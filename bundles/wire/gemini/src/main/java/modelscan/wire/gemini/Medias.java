package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;

/** Pictures, sounds, films and files: {@code inlineData} and {@code fileData}. */
final class Medias {
    private static final String FILES = "https://generativelanguage.googleapis.com/v1beta/";
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("png", "image/png"),
            Map.entry("jpg", "image/jpeg"), Map.entry("jpeg", "image/jpeg"), Map.entry("gif", "image/gif"),
            Map.entry("webp", "image/webp"), Map.entry("heic", "image/heic"), Map.entry("pdf", "application/pdf"),
            Map.entry("mp3", "audio/mpeg"), Map.entry("wav", "audio/wav"), Map.entry("ogg", "audio/ogg"),
            Map.entry("flac", "audio/flac"), Map.entry("mp4", "video/mp4"), Map.entry("webm", "video/webm"),
            Map.entry("mov", "video/quicktime"), Map.entry("txt", "text/plain"), Map.entry("csv", "text/csv"),
            Map.entry("html", "text/html"));

    private Medias() {
    }

    /** What a part of data holds. */
    static Media inline(Place data) {
        Place text = data.object().wanted("data");
        try {
            return new Media.Bytes(data.member("mimeType").map(Place::text).orElse("application/octet-stream"),
                    Base64Text.read(text.text()));
        } catch (IllegalArgumentException malformed) {
            throw text.refuse("is not valid base64");
        }
    }

    /** What a part of a file points to. */
    static Media file(Place file) {
        Place uri = file.object().wanted("fileUri");
        try {
            return new Media.Link(new URI(uri.text()), file.member("mimeType").map(Place::text));
        } catch (URISyntaxException malformed) {
            throw uri.refuse("must be an address");
        }
    }

    /** A medium as the kind of part its type says; films and everything unknown are documents. */
    static Part part(Media media, Optional<String> name) {
        String type = switch (media) {
            case Media.Bytes(String known, byte[] _) -> known;
            case Media.Link(URI uri, Optional<String> known) -> known.or(() -> guessed(uri)).orElse("");
            case Media.Upload _ -> "";
        };
        String lower = type.toLowerCase(Locale.ROOT);
        return lower.startsWith("image/") ? new Part.Image(media, Optional.empty())
                : lower.startsWith("audio/") ? new Part.Audio(media, Optional.empty()) : new Part.Document(media, name);
    }

    /** A medium as a part for a client; what we cannot name is its text. */
    static ObjectNode shown(Media media) {
        return written(media, new Losses()).orElseGet(() -> Json.object().put("text", media.toString()));
    }

    /** A medium as a part; empty, and a loss, if it lies where Google cannot reach it. */
    static Optional<ObjectNode> written(Media media, Losses losses) {
        ObjectNode part = Json.object();
        switch (media) {
            case Media.Bytes(String type, byte[] data) ->
                    part.putObject("inlineData").put("mimeType", type).put("data", Base64Text.write(data));
            case Media.Link(URI uri, Optional<String> type) -> {
                ObjectNode file = part.putObject("fileData");
                type.or(() -> guessed(uri)).ifPresent(known -> file.put("mimeType", known));
                file.put("fileUri", uri.toString());
            }
            case Media.Upload(String id) when id.startsWith("files/") ->
                    part.putObject("fileData").put("fileUri", FILES + id);
            case Media.Upload(String id) when id.startsWith("gs://") || id.startsWith("https://") ->
                    part.putObject("fileData").put("fileUri", id);
            case Media.Upload _ -> {
                losses.add("file", "it was uploaded to another provider");
                return Optional.empty();
            }
        }
        return Optional.of(part);
    }

    private static Optional<String> guessed(URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        return Optional.ofNullable(TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)));
    }
}
