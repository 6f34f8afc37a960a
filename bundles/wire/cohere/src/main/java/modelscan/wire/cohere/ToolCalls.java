package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;

/** The tool calls of one answer; a tool without parameters may come with nothing or {@code null} for them. */
final class ToolCalls {
    private static final int MOST_CALLS = 1000;

    private final Map<Integer, Call> open = new HashMap<>();
    private final Set<String> ids = new HashSet<>();

    /** A call whose arguments still come. */
    private static final class Call {
        private final int position;
        // What came before it is certain that this is an object.
        private final StringBuilder held = new StringBuilder();
        private boolean certain;

        Call(int position) {
            this.position = position;
        }
    }

    /** Whether there is any. */
    boolean any() {
        return !ids.isEmpty();
    }

    /** A call begins. */
    void start(int index, JsonNode json, List<StreamEvent> events) {
        end(index, events);
        if (ids.size() == MOST_CALLS) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider calls too many tools at once"));
        }
        Call call = new Call(ids.size());
        open.put(index, call);
        JsonNode function = json.path("function");
        events.add(new StreamEvent.ToolCallStarted(0, call.position, id(json.path("id").asText("")),
                function.path("name").asText("")));
        more(index, function, events);
    }

    /** More arguments of a call. */
    void more(int index, JsonNode function, List<StreamEvent> events) {
        Call call = open.get(index);
        JsonNode arguments = function.path("arguments");
        String text = arguments.isTextual() ? arguments.textValue() : arguments.isObject() ? arguments.toString() : "";
        if (call == null || text.isEmpty()) {
            return;
        }
        call.held.append(text);
        String held = call.held.toString();
        call.certain = call.certain || !"null".startsWith(held.strip());
        if (call.certain) {
            call.held.setLength(0);
            events.add(new StreamEvent.ToolCallDelta(0, call.position, held));
        }
    }

    /** A call is complete. */
    void end(int index, List<StreamEvent> events) {
        Call call = open.remove(index);
        if (call != null && !call.certain) {
            String held = call.held.toString().strip();
            String arguments = held.isEmpty() || held.equals("null") ? "{}" : held;
            events.add(new StreamEvent.ToolCallDelta(0, call.position, arguments));
        }
    }

    /** All calls are complete. */
    void endAll(List<StreamEvent> events) {
        List.copyOf(open.keySet()).stream().sorted().forEach(index -> end(index, events));
    }

    private String id(String told) {
        String id = told.isEmpty() || ids.contains(told) ? "call_" + UUID.randomUUID().toString().replace("-", "") : told;
        ids.add(id);
        return id;
    }
}
