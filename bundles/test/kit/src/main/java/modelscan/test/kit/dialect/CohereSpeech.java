package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.test.kit.ScriptedAnswer;

/** Cohere's chat of version 2. */
final class CohereSpeech implements Speech {
    @Override
    public ScriptedAnswer whole(Said said) {
        ObjectNode message = Speech.json("{'role':'assistant'}");
        said.call().ifPresentOrElse(call -> message.putArray("tool_calls").add(call(call, call.arguments())),
                () -> message.putArray("content").add(Speech.json("{'type':'text','text':'$text'}", Map.of("text", said.text()))));
        return ScriptedAnswer.json(200, Speech.json("{'id':'c1','message':'$message','finish_reason':'$finish','usage':'$usage'}",
                Map.of("message", message, "finish", finish(said), "usage", usage(said))).toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        List<ObjectNode> events = new ArrayList<>();
        events.add(Speech.json("{'type':'message-start','id':'c1','delta':{'message':{'role':'assistant','content':[],"
                + "'tool_plan':'','tool_calls':[],'citations':[]}}}"));
        if (said.call().isPresent()) {
            Said.Call call = said.call().get();
            events.add(Speech.json("{'type':'tool-call-start','index':0,'delta':{'message':{'tool_calls':'$call'}}}",
                    Map.of("call", call(call, ""))));
            events.add(Speech.json("{'type':'tool-call-delta','index':0,'delta':{'message':{'tool_calls':{'function':"
                    + "{'arguments':'$arguments'}}}}}", Map.of("arguments", call.arguments())));
            events.add(Speech.json("{'type':'tool-call-end','index':0}"));
        } else {
            events.add(Speech.json("{'type':'content-start','index':0,'delta':{'message':{'content':{'type':'text','text':''}}}}"));
            events.add(delta(said.head()));
            events.add(delta(said.tail()));
            events.add(Speech.json("{'type':'content-end','index':0}"));
        }
        events.add(Speech.json("{'type':'message-end','delta':{'finish_reason':'$finish','usage':'$usage'}}",
                Map.of("finish", finish(said), "usage", usage(said))));
        return Speech.events(events, true, "");
    }

    @Override
    public String error(int status, String message) {
        return Speech.json("{'id':'e1','message':'$message'}", Map.of("message", message)).toString();
    }

    private static ObjectNode call(Said.Call call, String arguments) {
        return Speech.json("{'id':'$id','type':'function','function':{'name':'$name','arguments':'$arguments'}}",
                Map.of("id", call.id(), "name", call.name(), "arguments", arguments));
    }

    private static ObjectNode delta(String text) {
        return Speech.json("{'type':'content-delta','index':0,'delta':{'message':{'content':{'text':'$text'}}}}",
                Map.of("text", text));
    }

    private static String finish(Said said) {
        return said.call().isPresent() ? "TOOL_CALL" : "COMPLETE";
    }

    private static ObjectNode usage(Said said) {
        return Speech.json("{'billed_units':{'input_tokens':'$in','output_tokens':'$out'},'tokens':{'input_tokens':'$in',"
                + "'output_tokens':'$out'}}", Map.of("in", said.input(), "out", said.output()));
    }
}
