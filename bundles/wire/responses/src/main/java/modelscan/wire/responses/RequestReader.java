package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Reasoning;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/**
 * A request in neutral words.
 *
 * <p>What has no neutral word is kept in {@code extra} under its own key, or under {@link Responses#NOTES} where another
 * dialect loses nothing by it. A key that begins with {@link #NEEDED} is one without which the request would mean something
 * else.
 */
final class RequestReader {
    /** The mark of a field that must not be lost. */
    static final String NEEDED = "!";
    private static final Set<String> KNOWN = Set.of("model", "input", "instructions", "tools", "tool_choice",
            "parallel_tool_calls", "max_output_tokens", "temperature", "top_p", "text", "reasoning", "stream",
            "previous_response_id");
    private static final Set<String> HARMLESS = Set.of("{\"store\":false}", "{\"background\":false}",
            "{\"truncation\":\"disabled\"}", "{\"include\":[]}", "{\"include\":[\"reasoning.encrypted_content\"]}",
            "{\"metadata\":{}}", "{\"service_tier\":\"auto\"}");

    private RequestReader() {
    }

    /** Reads a request; what is wrong is named with its path. */
    static ChatRequest read(JsonNode tree) {
        Place request = Place.root(tree).object();
        ObjectNode notes = Json.object();
        ObjectNode extra = Json.object();
        others(request, extra, notes);
        String model = request.wanted("model").text();
        InputReader input = new InputReader(extra);
        request.member("instructions").ifPresent(input::instructions);
        request.member("input").ifPresent(input::read);
        Tools tools = ToolsReader.read(request, extra, notes);
        request.member("previous_response_id").ifPresent(id -> extra.set(NEEDED + "previous_response_id", id.node()));
        request.member("text").ifPresent(text -> text(text.object(), extra, notes));
        request.member("reasoning").ifPresent(reasoning -> notes.set("reasoning", reasoning.object().node()));
        extra.set(Responses.NOTES, notes);
        return new ChatRequest(model, input.messages(), tools, sampling(request),
                Formats.read(request.member("text").flatMap(text -> text.member("format"))), reasoning(request),
                request.member("stream").map(Place::flag).orElse(false), extra);
    }

    /** Whether a note is a field of the request as it stands there. */
    static boolean whole(String note) {
        return !note.equals("text.format") && !KNOWN.contains(note);
    }

    private static void others(Place request, ObjectNode extra, ObjectNode notes) {
        for (Map.Entry<String, JsonNode> other : request.others(KNOWN).properties()) {
            ObjectNode alone = Json.object();
            alone.set(other.getKey(), other.getValue());
            boolean harmless = HARMLESS.contains(alone.toString());
            if (!other.getValue().isNull()) {
                (harmless ? notes : extra).set(other.getKey(), other.getValue());
            }
        }
    }

    private static void text(Place text, ObjectNode extra, ObjectNode notes) {
        text.member("format").filter(format -> !Formats.exact(format))
                .ifPresent(format -> notes.set("text.format", format.node()));
        for (Map.Entry<String, JsonNode> other : text.others(Set.of("format")).properties()) {
            if (!other.getValue().isNull()) {
                extra.set("text." + other.getKey(), other.getValue());
            }
        }
    }

    private static Sampling sampling(Place request) {
        Sampling none = Sampling.DEFAULT;
        return new Sampling(request.member("temperature").map(Place::number), request.member("top_p").map(Place::number),
                none.topK(), request.member("max_output_tokens").map(Place::count), none.stop(), none.seed(),
                none.frequencyPenalty(), none.presencePenalty(), none.choices());
    }

    /** How hard to think; the wish for a summary alone is none. */
    static Optional<Reasoning> reasoning(Place request) {
        return request.member("reasoning").flatMap(reasoning -> reasoning.object().member("effort"))
                .map(effort -> new Reasoning(Optional.of(effort.text()), Optional.empty()));
    }
}
