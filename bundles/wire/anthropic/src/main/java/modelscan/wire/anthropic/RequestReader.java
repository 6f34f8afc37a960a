package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import modelscan.base.wire.Place;

/**
 * A request in neutral words.
 *
 * <p>What has no neutral word is kept in {@code extra} under its own key. The notes of this dialect are there in any case:
 * they tell a request of an Anthropic client from one of another.
 */
final class RequestReader {
    private static final Set<String> KNOWN = Set.of("model", "messages", "system", "max_tokens", "stream", "temperature",
            "top_p", "top_k", "stop_sequences", "tools", "tool_choice", "thinking", "output_config", "output_format");

    private RequestReader() {
    }

    /** Reads a request; what is wrong is named with its path. */
    static ChatRequest read(JsonNode tree, ObjectNode notes) {
        Place request = Place.root(tree).object();
        ObjectNode extra = request.others(KNOWN);
        extra.set(Anthropic.NOTES, notes);
        List<Message> messages = messages(request);
        Tools tools = ToolsReader.read(request, extra);
        Thoughts thoughts = Thoughts.read(request, extra, notes);
        return new ChatRequest(request.wanted("model").text(), messages, tools, sampling(request), thoughts.format(),
                thoughts.reasoning(), request.member("stream").map(Place::flag).orElse(false), extra);
    }

    private static List<Message> messages(Place request) {
        List<Message> messages = new ArrayList<>();
        request.member("system").map(MessageReader::system).filter(system -> !system.parts().isEmpty())
                .ifPresent(messages::add);
        List<Place> turns = request.wanted("messages").elements();
        if (turns.isEmpty()) {
            throw request.wanted("messages").refuse("must have at least one message");
        }
        turns.forEach(turn -> messages.addAll(MessageReader.read(turn)));
        return messages;
    }

    private static Sampling sampling(Place request) {
        return new Sampling(request.member("temperature").map(Place::number), request.member("top_p").map(Place::number),
                request.member("top_k").map(Place::count), request.member("max_tokens").map(Place::count),
                request.member("stop_sequences").map(stop -> stop.elements().stream().map(Place::text).toList())
                        .orElse(List.of()),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
