package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** A request in neutral words; what has no neutral word is kept in {@code extra} under its own key. */
final class RequestReader {
    /** Marks the {@code extra} of a request that a client of this dialect wrote. */
    static final String MARK = "~" + Ollama.NAME;

    private static final Set<String> TOP = Set.of("model", "stream", "messages", "prompt", "system", "images", "tools",
            "options", "format", "think");

    private RequestReader() {
    }

    /** Reads a request; what is wrong is named with its path. */
    static ChatRequest read(Talk talk, JsonNode tree) {
        Place request = Place.root(tree).object();
        ObjectNode extra = request.others(TOP).put(MARK, talk.label());
        Options options = Options.read(request.member("options"));
        if (!options.rest().isEmpty()) {
            extra.set("options", options.rest());
        }
        List<Message> messages = talk == Talk.CHAT ? conversation(request) : prompt(request);
        return new ChatRequest(request.wanted("model").text(), messages, tools(request), options.sampling(),
                format(request.member("format")), request.member("think").flatMap(Thoughts::read),
                request.member("stream").map(stream -> stream.node().asBoolean()).orElse(true), extra);
    }

    private static List<Message> conversation(Place request) {
        List<Place> places = request.elements("messages");
        if (places.isEmpty()) {
            throw Place.refused("messages", "must have at least one message; only an Ollama server loads a model by none");
        }
        return new MessageReader().read(places);
    }

    private static List<Message> prompt(Place request) {
        List<Message> messages = new ArrayList<>(2);
        String system = request.words("system");
        if (!system.isEmpty()) {
            messages.add(Message.system(system));
        }
        List<Part> parts = new ArrayList<>(2);
        String prompt = request.words("prompt");
        if (!prompt.isEmpty()) {
            parts.add(new Part.Text(prompt));
        }
        request.elements("images").forEach(image -> parts.add(Pictures.read(image)));
        if (parts.isEmpty()) {
            throw Place.refused("prompt", "is missing; only an Ollama server loads a model by none");
        }
        messages.add(Message.of(Role.USER, parts));
        return messages;
    }

    private static Tools tools(Place request) {
        List<Tools.Definition> definitions = new ArrayList<>();
        for (Place tool : request.elements("tools")) {
            Place function = tool.wanted("function");
            definitions.add(new Tools.Definition(function.wanted("name").text(), function.words("description"),
                    function.member("parameters").map(Place::object).map(Place::node).orElseGet(Json::object), Optional.empty()));
        }
        return definitions.isEmpty() ? Tools.NONE : new Tools(definitions, new Tools.Choice.Auto(), Optional.empty());
    }

    private static ResponseFormat format(Optional<Place> place) {
        if (place.isEmpty()) {
            return new ResponseFormat.Text();
        }
        Place format = place.get();
        if (!format.node().isTextual()) {
            return new ResponseFormat.Schema("answer", format.object().node(), Optional.empty());
        }
        return switch (format.text()) {
            case "" -> new ResponseFormat.Text();
            case "json" -> new ResponseFormat.Json();
            default -> throw format.refuse("must be \"json\" or a schema");
        };
    }
}
