package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.api.model.Seal;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/**
 * The items of a request as messages: what the model thought, said and called in one turn becomes one message.
 *
 * <p>Each message notes the items it was read from, so that what they say beyond neutral words survives.
 */
final class InputReader {
    /** Under this key of the notes stand the items of a message. */
    static final String ITEMS = "items";
    /** Under this key of the notes it stands that a message came as instructions. */
    static final String INSTRUCTIONS = "instructions";

    private final ObjectNode extra;
    private final List<Message> messages = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private ObjectNode notes = Json.object();
    private Role role = Role.USER;
    private Optional<Seal> callSignature = Optional.empty();

    InputReader(ObjectNode extra) {
        this.extra = extra;
    }

    /** The instructions, which stand before everything else. */
    void instructions(Place text) {
        ObjectNode extras = Json.object();
        extras.putObject(Responses.NOTES).put(INSTRUCTIONS, true);
        messages.add(new Message(Role.SYSTEM, List.of(new Part.Text(text.text())), Optional.empty(), extras));
    }

    /** A text of the user, or items. */
    void read(Place input) {
        if (input.node().isTextual()) {
            messages.add(Message.user(input.text()));
            return;
        }
        for (Place item : input.elements()) {
            item(item.object());
        }
        close();
    }

    /** The conversation. */
    List<Message> messages() {
        return messages;
    }

    private void item(Place place) {
        ItemReader item = ItemReader.read(place);
        boolean sameTurn = item.role() == role && role == Role.ASSISTANT;
        if (!sameTurn) {
            close();
            role = item.role();
        }
        item.loss().ifPresent(loss -> extra.putNull(loss));
        item.callSignature().ifPresent(seal -> callSignature = Optional.of(seal));
        for (Part part : item.parts()) {
            parts.add(part instanceof Part.ToolCall call ? signed(call) : part);
        }
        notes.withArray("/" + ITEMS).add(place.node());
    }

    private Part signed(Part.ToolCall call) {
        Part signed = new Part.ToolCall(call.id(), call.name(), call.arguments(), callSignature);
        callSignature = Optional.empty();
        return signed;
    }

    private void close() {
        if (!notes.isEmpty()) {
            ObjectNode extras = Json.object();
            extras.set(Responses.NOTES, notes);
            messages.add(new Message(role, parts, Optional.empty(), extras));
            parts.clear();
            notes = Json.object();
            callSignature = Optional.empty();
        }
    }
}
