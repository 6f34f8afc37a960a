package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;

/** Pictures, sounds, films and documents: bytes with a word for their format, or an object in Amazon's store. */
final class Medias {
    private static final Set<String> PICTURES = Set.of("png", "jpeg", "gif", "webp");
    private static final Set<String> SOUNDS = Set.of("mp3", "opus", "wav", "aac", "flac", "mp4", "ogg", "mkv", "mka", "x-aac",
            "m4a", "mpeg", "mpga", "pcm", "webm");
    private static final Set<String> FILMS = Set.of("mkv", "mov", "mp4", "webm", "flv", "mpeg", "mpg", "wmv", "three_gp");
    private static final Set<String> DOCUMENTS = Set.of("pdf", "csv", "doc", "docx", "xls", "xlsx", "html", "txt", "md");
    private static final Map<String, String> FORMATS = Map.ofEntries(Map.entry("image/jpg", "jpeg"),
            Map.entry("audio/mpeg", "mp3"), Map.entry("audio/x-wav", "wav"), Map.entry("audio/wave", "wav"),
            Map.entry("audio/l16", "pcm"), Map.entry("video/quicktime", "mov"), Map.entry("video/x-matroska", "mkv"),
            Map.entry("video/3gpp", "three_gp"), Map.entry("text/plain", "txt"), Map.entry("text/markdown", "md"),
            Map.entry("application/msword", "doc"), Map.entry("application/vnd.ms-excel", "xls"),
            Map.entry("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Map.entry("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"));

    private final DocumentNames names = new DocumentNames();
    private final Losses losses;

    Medias(Losses losses) {
        this.losses = losses;
    }

    /** A picture. */
    Optional<ObjectNode> image(Media media) {
        return block("image", media, Optional.empty(), PICTURES);
    }

    /** A sound. */
    Optional<ObjectNode> sound(Media media) {
        return block("audio", media, Optional.empty(), SOUNDS);
    }

    /** A document, or what else was sent as a file. */
    Optional<ObjectNode> document(Part.Document document) {
        String type = type(document.media());
        if (type.startsWith("image/")) {
            return image(document.media());
        }
        if (type.startsWith("video/")) {
            return block("video", document.media(), document.name(), FILMS);
        }
        Optional<ObjectNode> block = block("document", document.media(), document.name(), DOCUMENTS);
        block.ifPresent(written -> ((ObjectNode) written.get("document")).put("name", names.of(document.name())));
        return block;
    }

    private Optional<ObjectNode> block(String kind, Media media, Optional<String> name, Set<String> formats) {
        Optional<String> format = format(media, name, formats);
        if (format.isEmpty()) {
            losses.add("messages[].content", "Bedrock has no " + kind + " of the type '" + type(media) + "'");
            return Optional.empty();
        }
        return source(media).map(source -> {
            ObjectNode inner = Json.object().put("format", format.get());
            inner.set("source", source);
            return Json.object().set(kind, inner);
        });
    }

    private Optional<ObjectNode> source(Media media) {
        return switch (media) {
            case Media.Bytes(String _, byte[] data) when data.length > 0 -> Optional.of(Json.object().put("bytes", data));
            case Media.Link(URI uri, Optional<String> _) when "s3".equalsIgnoreCase(uri.getScheme()) -> {
                ObjectNode place = Json.object().put("uri", uri.toString());
                yield Optional.of(Json.object().set("s3Location", place));
            }
            case Media.Bytes _ -> lost("a file is empty");
            case Media.Link _ -> lost("Bedrock takes bytes or an address in s3, no other address");
            case Media.Upload _ -> lost("Bedrock keeps no uploaded files");
        };
    }

    private Optional<ObjectNode> lost(String why) {
        losses.add("messages[].content", why);
        return Optional.empty();
    }

    // By the media type, else by how the name ends.
    private static Optional<String> format(Media media, Optional<String> name, Set<String> formats) {
        String type = type(media);
        String word = FORMATS.getOrDefault(type, type.substring(type.indexOf('/') + 1));
        return formats.contains(word) ? Optional.of(word)
                : name.or(() -> address(media)).map(Medias::ending).filter(formats::contains);
    }

    private static Optional<String> address(Media media) {
        return media instanceof Media.Link(URI uri, Optional<String> _) ? Optional.ofNullable(uri.getPath()) : Optional.empty();
    }

    private static String ending(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return ending.equals("jpg") ? "jpeg" : ending.equals("htm") ? "html" : ending;
    }

    private static String type(Media media) {
        String told = switch (media) {
            case Media.Bytes(String type, byte[] _) -> type;
            case Media.Link(URI _, Optional<String> type) -> type.orElse("");
            case Media.Upload _ -> "";
        };
        int parameters = told.indexOf(';');
        return (parameters < 0 ? told : told.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
