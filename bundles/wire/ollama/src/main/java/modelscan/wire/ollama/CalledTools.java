package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;

/** Tool calls gathered until they are complete, because an object cannot be sent in pieces. */
final class CalledTools {
    private final SortedMap<Integer, Call> calls = new TreeMap<>();

    private record Call(String id, String name, StringBuilder arguments) {
    }

    void start(StreamEvent.ToolCallStarted call) {
        calls.put(call.position(), new Call(call.id(), call.name(), new StringBuilder()));
    }

    void more(StreamEvent.ToolCallDelta more) {
        Call call = calls.get(more.position());
        if (call != null) {
            call.arguments.append(more.arguments());
        }
    }

    /** Whether none is gathered. */
    boolean none() {
        return calls.isEmpty();
    }

    /** Puts the calls into something said and forgets them. */
    void into(ObjectNode said) {
        if (calls.isEmpty()) {
            return;
        }
        ArrayNode list = said.putArray("tool_calls");
        calls.forEach((position, call) -> list.add(json(position, call.id, call.name, call.arguments.toString())));
        calls.clear();
    }

    /** A tool call as JSON. */
    static ObjectNode json(int position, String id, String name, String arguments) {
        ObjectNode call = Json.object().put("id", id);
        call.putObject("function").put("index", position).put("name", name)
                .set("arguments", Arguments.object(arguments));
        return call;
    }
}
