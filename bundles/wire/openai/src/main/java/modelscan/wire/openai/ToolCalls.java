package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;

/**
 * Puts the tool calls of one choice together from deltas that not every provider numbers and names alike.
 *
 * <p>Positions are ours and without gaps, whatever the provider's numbers are.
 */
final class ToolCalls {
    private static final int MOST_CALLS = 1000;

    private final List<Call> calls = new ArrayList<>(2);
    private final Map<Integer, Call> byIndex = new HashMap<>();

    /** One call; what is known of it is never replaced by nothing. */
    private static final class Call {
        private final int position;
        private String id = "";
        private String name = "";
        private Optional<Seal> signature = Optional.empty();
        private boolean started;
        private boolean argued;

        Call(int position) {
            this.position = position;
        }
    }

    /** Whether there is any. */
    boolean any() {
        return !calls.isEmpty();
    }

    /** Adds the events of the calls in a delta. */
    void read(int choice, JsonNode delta, List<StreamEvent> events) {
        for (JsonNode step : delta.path("tool_calls")) {
            if (step.isObject()) {
                step(choice, step, step.path("function"), events);
            }
        }
        if (delta.path("function_call").isObject()) {
            step(choice, delta.path("function_call"), delta.path("function_call"), events);
        }
    }

    /** Adds the start of calls whose name never came. */
    void end(int choice, List<StreamEvent> events) {
        calls.forEach(call -> start(choice, call, events));
    }

    /** The arguments as text; some servers send the object itself. */
    static String arguments(JsonNode function) {
        JsonNode arguments = function.path("arguments");
        return arguments.isTextual() ? arguments.textValue() : arguments.isContainerNode() ? arguments.toString() : "";
    }

    /** An id for a call to which its server gave none. */
    static String newId() {
        return "call_" + UUID.randomUUID().toString().replace("-", "");
    }

    private void step(int choice, JsonNode step, JsonNode function, List<StreamEvent> events) {
        String id = step.path("id").isTextual() ? step.path("id").textValue() : "";
        String name = function.path("name").isTextual() ? function.path("name").textValue() : "";
        String arguments = arguments(function);
        Call call = step.path("index").isInt() ? numbered(step.path("index").intValue(), id, name) : unnumbered(id, name);
        call.id = call.id.isEmpty() && !call.started ? id : call.id;
        call.name = call.name.isEmpty() ? name : call.name;
        call.signature = call.signature.or(() -> CallSeals.read(step));
        if (!call.name.isEmpty() || !arguments.isEmpty()) {
            start(choice, call, events);
        }
        if (!arguments.isEmpty()) {
            call.argued = true;
            events.add(new StreamEvent.ToolCallDelta(choice, call.position, arguments));
        }
    }

    // Some servers give every parallel call the number 0: a new id with a new name is a new call all the same.
    private Call numbered(int index, String id, String name) {
        Call call = byIndex.get(index);
        boolean other = call != null && !id.isEmpty() && !name.isEmpty() && !call.id.isEmpty() && !call.id.equals(id);
        if (call == null || other) {
            call = begin();
            byIndex.put(index, call);
        }
        return call;
    }

    private Call unnumbered(String id, String name) {
        if (calls.isEmpty()) {
            return begin();
        }
        Call last = calls.getLast();
        boolean otherId = !id.isEmpty() && !last.id.isEmpty() && !id.equals(last.id);
        boolean next = !name.isEmpty() && last.argued;
        return otherId || next ? begin() : last;
    }

    private Call begin() {
        if (calls.size() == MOST_CALLS) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider calls too many tools at once"));
        }
        Call call = new Call(calls.size());
        calls.add(call);
        return call;
    }

    private static void start(int choice, Call call, List<StreamEvent> events) {
        if (!call.started) {
            call.started = true;
            call.id = call.id.isEmpty() ? newId() : call.id;
            events.add(new StreamEvent.ToolCallStarted(choice, call.position, call.id, call.name, call.signature));
        }
    }
}
