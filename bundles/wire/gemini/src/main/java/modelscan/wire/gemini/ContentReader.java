package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;

/** The turns of one conversation in neutral words; calls and results find each other across them. */
final class ContentReader {
    private static final Set<String> KNOWN = Set.of("role", "parts");

    private final CallIds ids = new CallIds();

    /** Reads a turn. */
    Message read(Place content) {
        ObjectNode extra = content.others(KNOWN);
        extra.putObject(Notes.KEY);
        PartReader parts = new PartReader(ids, extra);
        content.member("parts").ifPresent(list -> list.elements().forEach(part -> parts.read(part.object())));
        return new Message(role(content, parts.parts()), parts.parts(), Optional.empty(), extra);
    }

    private static Role role(Place content, List<Part> parts) {
        String word = content.member("role").map(Place::text).orElse("user");
        return switch (word) {
            case "user", "function", "tool" -> !parts.isEmpty() && parts.stream().allMatch(Part.ToolResult.class::isInstance)
                    ? Role.TOOL : Role.USER;
            case "model" -> Role.ASSISTANT;
            case "system" -> Role.SYSTEM;
            default -> throw content.wanted("role").refuse("cannot be '" + word + "'; allowed are user, model");
        };
    }
}
