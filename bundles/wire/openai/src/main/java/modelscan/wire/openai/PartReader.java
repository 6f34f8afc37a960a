package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.wire.Medias;
import modelscan.base.wire.Place;

/** The content of a message in neutral words. */
final class PartReader {
    private PartReader() {
    }

    /** Reads a text or a list of parts; what parts say beyond neutral words goes into {@code extra}. */
    static List<Part> content(Place content, ObjectNode extra) {
        if (content.node().isTextual()) {
            return List.of(new Part.Text(content.text()));
        }
        if (!content.node().isArray()) {
            throw content.refuse("must be a text or a list of parts");
        }
        List<Part> parts = new ArrayList<>(content.node().size());
        Kept kept = new Kept();
        for (Place part : content.elements()) {
            parts.addAll(part(part.object(), kept));
        }
        kept.into(extra, "content");
        return parts;
    }

    // One part, or none when there is no neutral word for it.
    private static List<Part> part(Place part, Kept kept) {
        String type = part.wanted("type").text();
        return switch (type) {
            case "text" -> read(new Part.Text(part.wanted("text").text()), part, kept, "text");
            // It is written beside the content, so it takes no position.
            case "refusal" -> List.of(new Part.Refusal(part.wanted("refusal").text()));
            case "image_url" -> image(part, kept);
            case "input_audio" -> {
                Place sound = part.wanted("input_audio").object();
                yield read(new Part.Audio(Medias.sound(sound.wanted("data"), sound.wanted("format").text()),
                        Optional.empty()), part, kept, "input_audio");
            }
            case "file" -> file(part, kept);
            default -> {
                kept.whole(part.node());
                yield List.of();
            }
        };
    }

    private static List<Part> read(Part read, Place part, Kept kept, String key) {
        kept.more(part.others(Set.of("type", key)));
        return List.of(read);
    }

    private static List<Part> image(Place part, Kept kept) {
        Place image = part.wanted("image_url");
        if (image.node().isTextual()) {
            return read(new Part.Image(Medias.read(image), Optional.empty()), part, kept, "image_url");
        }
        Media media = Medias.read(image.object().wanted("url"));
        ObjectNode more = part.others(Set.of("type", "image_url"));
        ObjectNode inner = image.others(Set.of("url", "detail"));
        if (!inner.isEmpty()) {
            more.set("image_url", inner);
        }
        kept.more(more);
        return List.of(new Part.Image(media, image.member("detail").map(Place::text)));
    }

    private static List<Part> file(Place part, Kept kept) {
        Place file = part.wanted("file").object();
        Optional<Place> id = file.member("file_id");
        Media media = id.isPresent() ? new Media.Upload(id.get().text()) : Medias.read(file.wanted("file_data"));
        return read(new Part.Document(media, file.member("filename").map(Place::text)), part, kept, "file");
    }
}
