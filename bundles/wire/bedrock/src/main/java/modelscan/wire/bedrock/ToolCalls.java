package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;

/** The tool calls of one answer by the content blocks they stand in; positions are ours and without gaps. */
final class ToolCalls {
    private static final int MOST_CALLS = 1000;

    private final Map<Integer, Call> open = new HashMap<>();
    private int count;

    /** A call whose arguments may still come. */
    private static final class Call {
        private final int position;
        private boolean argued;

        Call(int position) {
            this.position = position;
        }
    }

    /** Whether there is any. */
    boolean any() {
        return count > 0;
    }

    /** A call begins; those that Bedrock runs itself are not for us. */
    void start(int block, JsonNode use, List<StreamEvent> events) {
        if (use.path("type").asText().equals("server_tool_use")) {
            return;
        }
        end(block, events);
        if (count == MOST_CALLS) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider calls too many tools at once"));
        }
        Call call = new Call(count++);
        open.put(block, call);
        String id = use.path("toolUseId").asText("");
        events.add(new StreamEvent.ToolCallStarted(0, call.position,
                id.isEmpty() ? "call_" + UUID.randomUUID().toString().replace("-", "") : id, use.path("name").asText("")));
    }

    /** More arguments of the call in this block. */
    void arguments(int block, String more, List<StreamEvent> events) {
        Call call = open.get(block);
        if (call != null && !more.isEmpty()) {
            call.argued = true;
            events.add(new StreamEvent.ToolCallDelta(0, call.position, more));
        }
    }

    /** The block ends; a call without a word of arguments has none. */
    void end(int block, List<StreamEvent> events) {
        Call call = open.remove(block);
        if (call != null && !call.argued) {
            events.add(new StreamEvent.ToolCallDelta(0, call.position, "{}"));
        }
    }

    /** All blocks end. */
    void endAll(List<StreamEvent> events) {
        List.copyOf(open.keySet()).stream().sorted().forEach(block -> end(block, events));
    }

    /** A call that came at once; its input is an object. */
    void whole(int block, JsonNode use, List<StreamEvent> events) {
        start(block, use, events);
        JsonNode input = use.path("input");
        arguments(block, input.isTextual() ? input.textValue() : input.isContainerNode() ? input.toString() : "", events);
        end(block, events);
    }
}
