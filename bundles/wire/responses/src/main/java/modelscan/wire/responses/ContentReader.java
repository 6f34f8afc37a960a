package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.wire.Medias;
import modelscan.base.wire.Place;

/**
 * The content of a message or of a tool's output in neutral words.
 *
 * @param parts what it says
 * @param loss the first part without a neutral word
 */
record ContentReader(List<Part> parts, Optional<String> loss) {

    /** Reads a text or a list of parts. */
    static ContentReader read(Place content) {
        JsonNode node = content.node();
        if (node.isTextual()) {
            return new ContentReader(List.of(new Part.Text(content.text())), Optional.empty());
        }
        if (!node.isArray()) {
            throw content.refuse("must be a text or a list of parts");
        }
        List<Part> parts = new ArrayList<>(node.size());
        Optional<String> loss = Optional.empty();
        for (Place part : content.elements()) {
            Optional<Part> read = part(part.object());
            read.ifPresent(parts::add);
            if (read.isEmpty() && loss.isEmpty()) {
                loss = Optional.of(part.path() + " (" + part.wanted("type").text() + ")");
            }
        }
        return new ContentReader(parts, loss);
    }

    private static Optional<Part> part(Place part) {
        return Optional.ofNullable(switch (part.wanted("type").text()) {
            case "input_text", "output_text", "text" -> new Part.Text(part.wanted("text").text());
            case "refusal" -> new Part.Refusal(part.wanted("refusal").text());
            case "input_image" -> new Part.Image(image(part), part.member("detail").map(Place::text));
            case "input_file" -> new Part.Document(file(part), part.member("filename").map(Place::text));
            case "input_audio" -> {
                Place sound = part.wanted("input_audio").object();
                yield new Part.Audio(Medias.sound(sound.wanted("data"), sound.wanted("format").text()), Optional.empty());
            }
            default -> null;
        });
    }

    private static Media image(Place part) {
        Optional<Place> id = part.member("file_id");
        return id.isPresent() ? new Media.Upload(id.get().text()) : Medias.read(part.wanted("image_url"));
    }

    private static Media file(Place part) {
        Optional<Place> id = part.member("file_id");
        if (id.isPresent()) {
            return new Media.Upload(id.get().text());
        }
        return Medias.read(part.member("file_url").orElseGet(() -> part.wanted("file_data")));
    }
}
