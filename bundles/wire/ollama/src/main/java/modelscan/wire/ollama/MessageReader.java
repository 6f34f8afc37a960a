package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.wire.Place;

/**
 * The messages of a conversation in neutral words.
 *
 * <p>Calls of tools often have no id, and results name only the tool: ids are made up, and a result belongs to the oldest
 * unanswered call of its tool.
 */
final class MessageReader {
    private static final Set<String> KNOWN = Set.of("role", "content", "thinking", "images", "tool_calls", "tool_name",
            "tool_call_id", "name");

    private final Deque<Part.ToolCall> open = new ArrayDeque<>();
    private int calls;

    /** Reads the messages, in order. */
    List<Message> read(List<Place> places) {
        List<Message> messages = new ArrayList<>(places.size());
        for (Place place : places) {
            messages.add(message(place));
        }
        return messages;
    }

    private Message message(Place message) {
        ObjectNode extra = message.object().others(KNOWN);
        Place role = message.wanted("role");
        Optional<String> name = message.member("name").map(Place::text);
        return switch (role.text()) {
            case "system" -> new Message(Role.SYSTEM, said(message), name, extra);
            case "user" -> new Message(Role.USER, said(message), name, extra);
            case "assistant" -> new Message(Role.ASSISTANT, assistant(message), name, extra);
            case "tool" -> new Message(Role.TOOL, List.of(result(message)), Optional.empty(), extra);
            default -> throw role.refuse("cannot be '" + role.text() + "'; allowed are assistant, system, tool, user");
        };
    }

    private static List<Part> said(Place message) {
        List<Part> parts = new ArrayList<>(2);
        String content = message.words("content");
        List<Place> images = message.elements("images");
        if (!content.isEmpty() || images.isEmpty()) {
            parts.add(new Part.Text(content));
        }
        images.forEach(image -> parts.add(Pictures.read(image)));
        return parts;
    }

    private List<Part> assistant(Place message) {
        List<Part> parts = new ArrayList<>(3);
        String thinking = message.words("thinking");
        if (!thinking.isEmpty()) {
            parts.add(new Part.Thinking(thinking, Optional.empty(), Optional.empty()));
        }
        String content = message.words("content");
        if (!content.isEmpty()) {
            parts.add(new Part.Text(content));
        }
        message.elements("images").forEach(image -> parts.add(Pictures.read(image)));
        open.clear();
        for (Place call : message.elements("tool_calls")) {
            Place function = call.wanted("function");
            calls++;
            String id = call.member("id").map(Place::text).filter(text -> !text.isEmpty()).orElse("call_" + calls);
            Part.ToolCall read = new Part.ToolCall(id, function.wanted("name").text(),
                    Arguments.text(function.node().path("arguments")));
            open.add(read);
            parts.add(read);
        }
        return parts;
    }

    private Part.ToolResult result(Place message) {
        Optional<String> id = message.member("tool_call_id").map(Place::text).filter(text -> !text.isEmpty());
        String name = message.member("tool_name").or(() -> message.member("name")).map(Place::text).orElse("");
        Optional<Part.ToolCall> call = open.stream()
                .filter(each -> id.isPresent() ? each.id().equals(id.get()) : name.isEmpty() || each.name().equals(name))
                .findFirst();
        call.ifPresent(open::remove);
        String known = id.or(() -> call.map(Part.ToolCall::id)).orElseGet(() -> name.isEmpty() ? "call_0" : name);
        return new Part.ToolResult(known, said(message), false);
    }
}
