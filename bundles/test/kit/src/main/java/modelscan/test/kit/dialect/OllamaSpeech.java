package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;

/** Ollama's chat. */
final class OllamaSpeech implements Speech {
    @Override
    public boolean streams(SeenRequest request) {
        // Ollama streams unless it is told not to.
        return request.json().path("stream").asBoolean(true);
    }

    @Override
    public ScriptedAnswer whole(Said said) {
        return ScriptedAnswer.json(200, line(said.text(), said.call(), Optional.of(said)).toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        List<ObjectNode> lines = said.call().isPresent()
                ? List.of(line("", said.call(), Optional.empty()), line("", Optional.empty(), Optional.of(said)))
                : List.of(line(said.head(), Optional.empty(), Optional.empty()),
                        line(said.tail(), Optional.empty(), Optional.empty()), line("", Optional.empty(), Optional.of(said)));
        return ScriptedAnswer.streamed("application/x-ndjson", lines.stream().map(line -> line + "\n").toList());
    }

    @Override
    public String error(int status, String message) {
        return Speech.json("{'error':'$message'}", Map.of("message", message)).toString();
    }

    private static ObjectNode line(String text, Optional<Said.Call> call, Optional<Said> last) {
        ObjectNode line = Speech.json("{'model':'scripted','created_at':'2026-01-01T00:00:00Z','message':{'role':'assistant',"
                + "'content':'$text'},'done':'$done'}", Map.of("text", text, "done", last.isPresent()));
        call.ifPresent(made -> ((ObjectNode) line.path("message")).putArray("tool_calls").add(
                Speech.json("{'function':{'name':'$name','arguments':'$arguments'}}",
                        Map.of("name", made.name(), "arguments", Speech.tree(made.arguments())))));
        last.ifPresent(said -> line.put("done_reason", "stop").put("prompt_eval_count", said.input())
                .put("eval_count", said.output()).put("total_duration", 1000));
        return line;
    }
}
