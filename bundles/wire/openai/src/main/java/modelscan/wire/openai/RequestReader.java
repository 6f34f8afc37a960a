package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Reasoning;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import modelscan.base.wire.Place;

/**
 * A request in neutral words.
 *
 * <p>What has no neutral word is kept in {@code extra} under its own key; the choice between two words for the same, and what
 * a neutral value cannot say, is remembered in the {@link Notes}.
 */
final class RequestReader {
    private static final Set<String> KNOWN = Set.of("model", "messages", "stream", "temperature", "top_p", "top_k",
            "max_tokens", "max_completion_tokens", "stop", "seed", "frequency_penalty", "presence_penalty", "n", "tools",
            "functions", "tool_choice", "function_call", "parallel_tool_calls", "response_format", "reasoning_effort");

    private RequestReader() {
    }

    /** Reads a request; what is wrong is named with its path. */
    static ChatRequest read(JsonNode tree) {
        Place request = Place.root(tree).object();
        ObjectNode extra = Notes.begun(request, KNOWN);
        String model = request.wanted("model").text();
        List<Message> messages = messages(request.wanted("messages"));
        Tools tools = ToolsReader.read(request, extra);
        request.member("response_format").filter(format -> !Formats.exact(format)).ifPresent(
                format -> (Formats.known(format) ? Notes.in(extra) : extra).set("response_format", format.node()));
        return new ChatRequest(model, messages, tools, sampling(request, extra),
                Formats.read(request.member("response_format")), reasoning(request),
                request.member("stream").map(Place::flag).orElse(false), extra);
    }

    private static List<Message> messages(Place place) {
        List<Message> messages = new ArrayList<>(place.node().size());
        for (Place message : place.elements()) {
            messages.add(MessageReader.read(message));
        }
        if (messages.isEmpty()) {
            throw place.refuse("must have at least one message");
        }
        return messages;
    }

    private static Sampling sampling(Place request, ObjectNode extra) {
        Optional<Place> newer = request.member("max_completion_tokens");
        Optional<Place> maximum = newer.or(() -> request.member("max_tokens"));
        newer.ifPresent(_ -> Notes.in(extra).putNull("max_completion_tokens"));
        Optional<Integer> topK = request.member("top_k").map(Place::count);
        topK.ifPresent(_ -> Notes.in(extra).putNull("top_k"));
        return new Sampling(request.member("temperature").map(Place::number), request.member("top_p").map(Place::number),
                topK, maximum.map(Place::count), stop(request), request.member("seed").map(Place::longCount),
                request.member("frequency_penalty").map(Place::number),
                request.member("presence_penalty").map(Place::number), request.member("n").map(Place::count));
    }

    private static List<String> stop(Place request) {
        Optional<Place> stop = request.member("stop");
        if (stop.isEmpty()) {
            return List.of();
        }
        return stop.get().node().isArray() ? stop.get().elements().stream().map(Place::text).toList()
                : List.of(stop.get().text());
    }

    private static Optional<Reasoning> reasoning(Place request) {
        return request.member("reasoning_effort").map(effort -> new Reasoning(Optional.of(effort.text()), Optional.empty()));
    }
}
