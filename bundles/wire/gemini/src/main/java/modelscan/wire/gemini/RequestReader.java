package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.api.model.Tools;

/** A request in neutral words; see {@link Notes} for what {@code extra} holds. */
final class RequestReader {
    private static final Set<String> KNOWN = Set.of("model", "contents", "systemInstruction", "tools", "toolConfig",
            "generationConfig");
    private static final String CACHED = "cachedContent";

    private RequestReader() {
    }

    /** Reads a request for a model; what is wrong is named with its path. */
    static ChatRequest read(String model, boolean stream, JsonNode tree) {
        Place request = Place.root(tree).object();
        ObjectNode extra = request.others(KNOWN);
        ObjectNode notes = extra.putObject(Notes.KEY);
        // What is cached is a part of the conversation.
        Optional.ofNullable(extra.remove(CACHED)).ifPresent(cached -> extra.set(Notes.VITAL + CACHED, cached));
        List<Message> messages = new ArrayList<>();
        request.member("systemInstruction").flatMap(RequestReader::system).ifPresent(messages::add);
        ContentReader contents = new ContentReader();
        request.wanted("contents").elements().forEach(content -> messages.add(contents.read(content.object())));
        Tools tools = ToolsReader.read(request, extra, notes);
        SettingsReader settings = new SettingsReader(request.member("generationConfig").map(Place::object), extra, notes);
        return new ChatRequest(model, messages, tools, settings.sampling(), settings.format(), settings.reasoning(), stream,
                extra);
    }

    // Google takes a bare text too.
    private static Optional<Message> system(Place place) {
        List<Part> parts = place.node().isTextual() ? List.of(new Part.Text(place.text()))
                : new ContentReader().read(place.object()).parts();
        return parts.isEmpty() ? Optional.empty() : Optional.of(Message.of(Role.SYSTEM, parts));
    }
}
