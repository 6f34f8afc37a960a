package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Media;
import modelscan.api.model.Part;
import modelscan.base.json.Json;

/** The parts of one turn in neutral words. */
final class PartReader {
    /** Notes of a turn: parts without a neutral word, by the number of the neutral part they stand before. */
    static final String WHOLE = "whole";
    /** Notes of a turn: what parts say beside neutral words, by their number. */
    static final String MORE = "more";

    private static final Set<String> KNOWN = Set.of("text", "thought", "thoughtSignature", "inlineData", "fileData",
            "functionCall", "functionResponse");

    private final CallIds ids;
    private final ObjectNode extra;
    private final List<Part> parts = new ArrayList<>();

    PartReader(CallIds ids, ObjectNode extra) {
        this.ids = ids;
        this.extra = extra;
    }

    /** What was read. */
    List<Part> parts() {
        return parts;
    }

    /** Reads a part. */
    void read(Place part) {
        ObjectNode more = part.others(KNOWN);
        if (more.size() == part.node().size()) {
            keepWhole(part.node(), more);
            return;
        }
        Seals.Read seal = Seals.read(part.member("thoughtSignature").map(Place::text).orElse(""));
        if (!more.isEmpty()) {
            note(MORE).set(String.valueOf(parts.size()), more);
            lost(more);
        }
        Optional<Place> call = part.member("functionCall");
        Optional<Place> response = part.member("functionResponse");
        if (call.isPresent()) {
            call(call.get().object(), seal);
        } else if (response.isPresent()) {
            parts.add(result(response.get().object()));
        } else {
            media(part);
            words(part, seal);
        }
    }

    private void call(Place call, Seals.Read seal) {
        String name = call.wanted("name").text();
        String arguments = call.member("args").map(args -> args.object().node().toString()).orElse("{}");
        parts.add(new Part.ToolCall(ids.called(call.member("id").map(Place::text), name), name, arguments,
                seal.signature()));
    }

    private Part result(Place response) {
        String id = ids.answered(response.member("id").map(Place::text), response.wanted("name").text());
        List<Part> shown = new ArrayList<>();
        JsonNode said = response.member("response").map(Place::object).map(Place::node).orElseGet(Json::object);
        boolean error = said.size() == 1 && said.has("error");
        JsonNode inner = said.size() != 1 ? said : error ? said.get("error") : said.has("result") ? said.get("result")
                : said.has("output") ? said.get("output") : said;
        if (!said.isEmpty()) {
            shown.add(new Part.Text(inner.isTextual() ? inner.textValue() : inner.toString()));
        }
        response.member("parts").ifPresent(list -> list.elements().forEach(each ->
                medium(each.object()).ifPresent(medium -> shown.add(Medias.part(medium, name(each))))));
        return new Part.ToolResult(id, shown, error);
    }

    private void media(Place part) {
        medium(part).ifPresent(medium -> parts.add(Medias.part(medium, name(part))));
    }

    private static Optional<Media> medium(Place part) {
        return part.member("inlineData").map(Medias::inline).or(() -> part.member("fileData").map(Medias::file));
    }

    private static Optional<String> name(Place part) {
        return part.member("inlineData").or(() -> part.member("fileData")).flatMap(data -> data.member("displayName"))
                .map(Place::text);
    }

    private void words(Place part, Seals.Read seal) {
        String text = part.member("text").map(Place::text).orElse("");
        boolean thought = part.member("thought").map(Place::flag).orElse(false);
        if (!thought && !text.isEmpty()) {
            parts.add(new Part.Text(text));
        }
        boolean sealed = seal.signature().isPresent() || seal.sealedText().isPresent();
        if (sealed || thought && !text.isEmpty()) {
            think(new Part.Thinking(thought ? text : "", seal.signature(), seal.sealedText()));
        }
    }

    // A stream gives a thought in several parts, and what another vendor signed in a part of its own.
    private void think(Part.Thinking thought) {
        boolean open = !parts.isEmpty() && parts.getLast() instanceof Part.Thinking last && last.signature().isEmpty()
                && last.sealedText().isEmpty();
        boolean goesOn = thought.sealedText().isEmpty() && (thought.signature().isEmpty() || thought.text().isEmpty()
                && thought.signature().get().forDialect(Gemini.NAME).isEmpty());
        if (open && goesOn) {
            Part.Thinking last = (Part.Thinking) parts.removeLast();
            parts.add(new Part.Thinking(last.text() + thought.text(), thought.signature(), Optional.empty()));
        } else {
            parts.add(thought);
        }
    }

    private void keepWhole(JsonNode part, ObjectNode named) {
        if (!part.isEmpty()) {
            note(WHOLE).withArrayProperty(String.valueOf(parts.size())).add(part);
            lost(named);
        }
    }

    private void lost(ObjectNode members) {
        members.fieldNames().forEachRemaining(name -> extra.put(Notes.PARTS + name, true));
    }

    private ObjectNode note(String kind) {
        return extra.withObjectProperty(Notes.KEY).withObjectProperty(kind);
    }
}
