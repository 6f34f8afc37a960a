package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.wire.Place;

/** One message in neutral words. */
final class MessageReader {
    private static final Set<String> KNOWN = Set.of("role", "content", "name", "refusal", "tool_calls", "function_call",
            "tool_call_id", "reasoning_content", "reasoning", "reasoning_details");
    private static final Set<String> CALL = Set.of("id", "type", "function", "index");
    private static final Set<String> SIGNED_CALL = Set.of("id", "type", "function", "index", CallSeals.MEMBER);

    private MessageReader() {
    }

    /** Reads a message; see {@link RequestReader} for what {@code extra} holds. */
    static Message read(Place message) {
        String word = message.object().wanted("role").text();
        ObjectNode extra = Notes.begun(message, KNOWN);
        Optional<String> name = message.member("name").map(Place::text);
        return switch (word) {
            case "system", "user" -> new Message(word.equals("user") ? Role.USER : Role.SYSTEM,
                    PartReader.content(message.wanted("content"), extra), name, extra);
            case "developer" -> new Message(Role.SYSTEM, PartReader.content(message.wanted("content"), extra), name,
                    roled(extra, word));
            case "assistant" -> new Message(Role.ASSISTANT, assistant(message, extra), name, extra);
            case "tool" -> new Message(Role.TOOL, List.of(result(message, message.wanted("tool_call_id").text(), extra)),
                    name, extra);
            case "function" -> new Message(Role.TOOL, List.of(result(message, name.orElse(""), extra)), name,
                    roled(extra, word));
            default -> throw message.wanted("role").refuse("cannot be '" + word
                    + "'; allowed are assistant, developer, function, system, tool, user");
        };
    }

    private static List<Part> assistant(Place message, ObjectNode extra) {
        List<Part> parts = new ArrayList<>(Thoughts.read(message, extra));
        message.member("content").ifPresent(content -> parts.addAll(PartReader.content(content, extra)));
        message.member("refusal").ifPresent(refusal -> parts.add(new Part.Refusal(refusal.text())));
        message.member("tool_calls").ifPresent(calls -> toolCalls(calls, parts, extra));
        message.member("function_call").ifPresent(call -> {
            String name = call.object().wanted("name").text();
            parts.add(new Part.ToolCall(name, name, arguments(call)));
            Notes.in(extra).putNull("function_call");
        });
        return parts;
    }

    private static ObjectNode roled(ObjectNode extra, String word) {
        Notes.in(extra).put("role", word);
        return extra;
    }

    private static void toolCalls(Place calls, List<Part> parts, ObjectNode extra) {
        Kept kept = new Kept();
        for (Place call : calls.elements()) {
            Optional<Place> function = call.object().member("function");
            boolean unknown = call.member("type").filter(type -> !type.text().equals("function")).isPresent();
            if (function.isEmpty() && unknown) {
                kept.whole(call.node());
                continue;
            }
            Place inner = call.wanted("function").object();
            parts.add(new Part.ToolCall(call.wanted("id").text(), inner.wanted("name").text(), arguments(inner),
                    CallSeals.read(call.node())));
            kept.more(call.others(CallSeals.only(call.node()) ? SIGNED_CALL : CALL));
        }
        kept.into(extra, "tool_calls");
    }

    // Some clients send the object instead of its text.
    private static String arguments(Place function) {
        return function.member("arguments")
                .map(arguments -> arguments.node().isObject() ? arguments.node().toString() : arguments.text()).orElse("");
    }

    private static Part.ToolResult result(Place message, String id, ObjectNode extra) {
        return new Part.ToolResult(id, message.member("content").map(content -> PartReader.content(content, extra))
                .orElse(List.of()), false);
    }
}
