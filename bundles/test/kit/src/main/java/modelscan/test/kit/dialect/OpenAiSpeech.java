package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.test.kit.ScriptedAnswer;

/** Chat completions. */
final class OpenAiSpeech implements Speech {
    private static final String CHUNK = "{'id':'chatcmpl-1','object':'chat.completion.chunk','created':1700000000,'model':'scripted',"
            + "'choices':[{'index':0,'delta':'$delta','finish_reason':'$finish'}]}";

    @Override
    public ScriptedAnswer whole(Said said) {
        ObjectNode message = Speech.json("{'role':'assistant','content':'$text'}", Map.of("text", said.text()));
        said.call().ifPresent(call -> message.set("tool_calls", Speech.MAPPER.createArrayNode().add(Speech.json(
                "{'id':'$id','type':'function','function':{'name':'$name','arguments':'$arguments'}}",
                Map.of("id", call.id(), "name", call.name(), "arguments", call.arguments())))));
        return ScriptedAnswer.json(200, Speech.json("{'id':'chatcmpl-1','object':'chat.completion','created':1700000000,"
                + "'model':'scripted','choices':[{'index':0,'message':'$message','finish_reason':'$finish'}],'usage':'$usage'}",
                Map.of("message", message, "finish", finish(said), "usage", usage(said))).toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        List<ObjectNode> chunks = new ArrayList<>();
        chunks.add(chunk("{'role':'assistant','content':''}", Map.of()));
        if (!said.text().isEmpty()) {
            chunks.add(chunk("{'content':'$text'}", Map.of("text", said.head())));
            chunks.add(chunk("{'content':'$text'}", Map.of("text", said.tail())));
        }
        said.call().ifPresent(call -> {
            chunks.add(chunk("{'tool_calls':[{'index':0,'id':'$id','type':'function','function':{'name':'$name','arguments':''}}]}",
                    Map.of("id", call.id(), "name", call.name())));
            chunks.add(chunk("{'tool_calls':[{'index':0,'function':{'arguments':'$arguments'}}]}",
                    Map.of("arguments", call.arguments())));
        });
        ObjectNode last = Speech.json(CHUNK, Map.of("delta", Map.of(), "finish", finish(said)));
        chunks.add(last);
        ObjectNode usage = Speech.json("{'id':'chatcmpl-1','object':'chat.completion.chunk','created':1700000000,"
                + "'model':'scripted','choices':[],'usage':'$usage'}", Map.of("usage", usage(said)));
        chunks.add(usage);
        return Speech.events(chunks, false, "[DONE]");
    }

    @Override
    public String error(int status, String message) {
        return Speech.json("{'error':{'message':'$message','type':'scripted_error','param':null,'code':null}}",
                Map.of("message", message)).toString();
    }

    private static ObjectNode chunk(String delta, Map<String, ?> values) {
        ObjectNode chunk = Speech.json(CHUNK, Map.of("delta", Speech.json(delta, values), "finish", ""));
        ((ObjectNode) chunk.path("choices").path(0)).putNull("finish_reason");
        return chunk;
    }

    private static String finish(Said said) {
        return said.call().isPresent() ? "tool_calls" : "stop";
    }

    private static ObjectNode usage(Said said) {
        return Speech.json("{'prompt_tokens':'$in','completion_tokens':'$out','total_tokens':'$all'}",
                Map.of("in", said.input(), "out", said.output(), "all", said.input() + said.output()));
    }
}
