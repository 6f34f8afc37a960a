package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/**
 * Neutral messages as instructions and items, the reverse of {@link InputReader}.
 *
 * <p>An item that still says what its message says goes back as it was; one that was changed is written anew.
 */
final class InputWriting {
    private final Losses losses;
    private final ArrayNode items = Json.array();
    private final StringBuilder instructions = new StringBuilder();

    InputWriting(Losses losses) {
        this.losses = losses;
    }

    /** Writes a conversation into a request. */
    void write(List<Message> messages, ObjectNode json) {
        for (Message message : messages) {
            if (!message.extra().has(Responses.NOTES)) {
                losses.strange(message.extra(), Responses.NAME);
            }
            if (leads(message)) {
                instructions.append(instructions.isEmpty() ? "" : "\n\n").append(message.text());
            } else {
                write(message);
            }
        }
        if (!instructions.isEmpty()) {
            json.put("instructions", instructions.toString());
        }
        json.set("input", items);
    }

    // Instructions stand before everything; a system message further down keeps its place as an item.
    private boolean leads(Message message) {
        boolean words = message.parts().stream().allMatch(part -> part instanceof Part.Text || part instanceof Part.CacheMark);
        return message.role() == Role.SYSTEM && items.isEmpty() && words && message.name().isEmpty()
                && !message.extra().path(Responses.NOTES).has(InputReader.ITEMS);
    }

    private void write(Message message) {
        message.name().ifPresent(_ -> losses.add("name", "a speaker has no name in the dialect responses"));
        JsonNode noted = message.extra().path(Responses.NOTES).path(InputReader.ITEMS);
        List<Part> parts = message.parts();
        List<List<Part>> read = new ArrayList<>(noted.size());
        noted.forEach(item -> read.add(ItemReader.read(Place.root(item)).parts()));
        if (noted.isEmpty() || read.stream().mapToInt(List::size).sum() != parts.size()) {
            new ItemWriting(items, losses).write(message.role(), parts);
            return;
        }
        int from = 0;
        for (int index = 0; index < read.size(); index++) {
            List<Part> now = parts.subList(from, from + read.get(index).size());
            from += now.size();
            if (Sameness.of(read.get(index), now) && !foreign(noted.get(index))) {
                items.add(noted.get(index));
            } else {
                new ItemWriting(items, losses).write(message.role(), now);
            }
        }
    }

    private static boolean foreign(JsonNode item) {
        return Sealed.read(item.path("encrypted_content")).filter(sealed -> !sealed.own()).isPresent();
    }
}
