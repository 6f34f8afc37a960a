package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;

/** The tool calls of one candidate: mostly whole, from Vertex on wish in pieces. */
final class Calls {
    private static final int MOST_CALLS = 1000;

    private int count;
    private Optional<PartialArguments> open = Optional.empty();

    /** Whether there is any. */
    boolean any() {
        return count > 0;
    }

    /** Adds the events of a part that calls. */
    void read(int candidate, JsonNode part, List<StreamEvent> events) {
        JsonNode call = part.path("functionCall");
        boolean goesOn = call.path("willContinue").asBoolean();
        if (open.isPresent() && call.path("name").asText("").isEmpty()) {
            open.get().add(call.path("partialArgs"));
            if (!goesOn) {
                end(candidate, events);
            }
            return;
        }
        end(candidate, events);
        begin(candidate, part, call, events);
        JsonNode arguments = call.path("args");
        if (goesOn || call.path("partialArgs").isArray()) {
            PartialArguments partial = new PartialArguments(arguments);
            partial.add(call.path("partialArgs"));
            open = Optional.of(partial);
        } else {
            String text = arguments.isTextual() ? arguments.textValue() : arguments.isContainerNode() ? arguments.toString() : "";
            events.add(new StreamEvent.ToolCallDelta(candidate, count - 1, text.isEmpty() ? "{}" : text));
        }
        if (!goesOn) {
            end(candidate, events);
        }
    }

    /** Adds the arguments of a call that came in pieces, as far as they came. */
    void end(int candidate, List<StreamEvent> events) {
        open.ifPresent(partial -> events.add(new StreamEvent.ToolCallDelta(candidate, count - 1, partial.text())));
        open = Optional.empty();
    }

    private void begin(int candidate, JsonNode part, JsonNode call, List<StreamEvent> events) {
        if (count == MOST_CALLS) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider calls too many tools at once"));
        }
        String id = call.path("id").asText("");
        events.add(new StreamEvent.ToolCallStarted(candidate, count++, id.isEmpty() ? newId() : id,
                call.path("name").asText(""), Seals.read(part.path("thoughtSignature").asText("")).signature()));
    }

    private static String newId() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }
}
