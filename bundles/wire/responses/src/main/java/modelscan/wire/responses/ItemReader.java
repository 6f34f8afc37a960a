package modelscan.wire.responses;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.api.model.Seal;
import modelscan.base.wire.Place;

/**
 * One item of the input in neutral words.
 *
 * @param role whose turn it belongs to
 * @param parts what it says; empty if there is no neutral word for it
 * @param callSignature the signature of the tool call that follows
 * @param loss the name under which other dialects tell that it is lost
 */
record ItemReader(Role role, List<Part> parts, Optional<Seal> callSignature, Optional<String> loss) {
    private static final Set<String> OF_THE_CALLER = Set.of("custom_tool_call_output", "computer_call_output",
            "local_shell_call_output", "shell_call_output", "apply_patch_call_output", "mcp_approval_response",
            "tool_search_output");

    /** Reads an item. */
    static ItemReader read(Place item) {
        String type = item.member("type").map(Place::text).orElse(Item.MESSAGE);
        return switch (type) {
            case Item.MESSAGE -> message(item);
            case Item.CALL -> of(Role.ASSISTANT, new Part.ToolCall(item.wanted("call_id").text(),
                    item.wanted("name").text(), arguments(item)));
            case "function_call_output" -> of(Role.TOOL, new Part.ToolResult(item.wanted("call_id").text(),
                    item.member("output").map(ContentReader::read).map(ContentReader::parts).orElse(List.of()), false));
            case Item.REASONING -> reasoning(item);
            case "item_reference" -> unknown(item, type, RequestReader.NEEDED);
            default -> unknown(item, type, "");
        };
    }

    private static ItemReader of(Role role, Part part) {
        return new ItemReader(role, List.of(part), Optional.empty(), Optional.empty());
    }

    private static ItemReader unknown(Place item, String type, String mark) {
        return new ItemReader(OF_THE_CALLER.contains(type) ? Role.TOOL : Role.ASSISTANT, List.of(), Optional.empty(),
                Optional.of(mark + item.path() + " (" + type + ")"));
    }

    private static ItemReader message(Place item) {
        String word = item.wanted("role").text();
        Role role = switch (word) {
            case "system", "developer" -> Role.SYSTEM;
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default -> throw item.wanted("role").refuse("cannot be '" + word
                    + "'; allowed are assistant, developer, system, user");
        };
        ContentReader content = ContentReader.read(item.wanted("content"));
        return new ItemReader(role, content.parts(), Optional.empty(), content.loss());
    }

    // Some clients send the object instead of its text.
    private static String arguments(Place call) {
        String text = call.member("arguments")
                .map(arguments -> arguments.node().isObject() ? arguments.node().toString() : arguments.text()).orElse("");
        return text.isEmpty() ? "{}" : text;
    }

    private static ItemReader reasoning(Place item) {
        String thought = Texts.joined(item.node().path("content"), "");
        String words = thought.isEmpty() ? Texts.joined(item.node().path("summary"), "\n\n") : thought;
        Optional<Sealed> sealed = Sealed.read(item.node().path("encrypted_content"));
        Optional<Seal> signature = of(sealed, Sealed.Kind.SIGNATURE);
        Optional<Seal> hidden = of(sealed, Sealed.Kind.THOUGHT);
        List<Part> parts = new ArrayList<>(1);
        if (!words.isEmpty() || signature.isPresent() || hidden.isPresent()) {
            parts.add(new Part.Thinking(words, signature, hidden));
        }
        return new ItemReader(Role.ASSISTANT, parts, of(sealed, Sealed.Kind.CALL), Optional.empty());
    }

    private static Optional<Seal> of(Optional<Sealed> sealed, Sealed.Kind kind) {
        return sealed.filter(each -> each.kind() == kind).map(Sealed::seal);
    }
}
