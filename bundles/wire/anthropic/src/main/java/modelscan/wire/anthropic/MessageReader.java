package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Message;
import modelscan.api.model.Role;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** One turn in neutral words: a message, or the results of tools and what the user says beside them. */
final class MessageReader {
    /** The list of a message's blocks. */
    static final String CONTENT = "content";

    private MessageReader() {
    }

    /** Reads the instruction of the application. */
    static Message system(Place system) {
        BlockReader blocks = new BlockReader().content(system);
        return message(Role.SYSTEM, blocks, Json.object());
    }

    /** Reads a turn. */
    static List<Message> read(Place message) {
        Place content = message.object().wanted(CONTENT);
        ObjectNode extra = message.others(Set.of("role", CONTENT));
        return switch (message.wanted("role").text()) {
            case "user" -> user(content, extra);
            case "assistant" -> listed(message(Role.ASSISTANT, new BlockReader().content(content), extra));
            case "system" -> listed(message(Role.SYSTEM, new BlockReader().content(content), extra));
            default -> throw message.wanted("role").refuse("cannot be '" + message.wanted("role").text()
                    + "'; allowed are assistant, user");
        };
    }

    private static List<Message> user(Place content, ObjectNode extra) {
        BlockReader results = new BlockReader();
        BlockReader rest = new BlockReader();
        if (content.node().isArray()) {
            for (Place block : content.elements()) {
                (block.object().wanted("type").text().equals("tool_result") ? results : rest).read(block);
            }
        } else {
            rest.content(content);
        }
        if (results.parts().isEmpty()) {
            return listed(message(Role.USER, rest, extra));
        }
        if (rest.parts().isEmpty()) {
            results.adopt(rest);
            return listed(message(Role.TOOL, results, extra));
        }
        return List.of(message(Role.TOOL, results, Json.object()), message(Role.USER, rest, extra));
    }

    private static List<Message> listed(Message message) {
        List<Message> listed = new ArrayList<>(1);
        if (!message.parts().isEmpty() || !message.extra().isEmpty()) {
            listed.add(message);
        }
        return listed;
    }

    private static Message message(Role role, BlockReader blocks, ObjectNode extra) {
        blocks.keep(extra, CONTENT);
        return new Message(role, blocks.parts(), Optional.empty(), extra);
    }
}
