package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.test.kit.ScriptedAnswer;

/** Anthropic's messages. */
final class AnthropicSpeech implements Speech {
    @Override
    public ScriptedAnswer whole(Said said) {
        ObjectNode block = said.call().map(call -> Speech.json("{'type':'tool_use','id':'$id','name':'$name','input':'$input'}",
                        Map.of("id", call.id(), "name", call.name(), "input", Speech.tree(call.arguments()))))
                .orElseGet(() -> Speech.json("{'type':'text','text':'$text'}", Map.of("text", said.text())));
        ObjectNode message = message(said);
        message.putArray("content").add(block);
        message.put("stop_reason", stop(said));
        return ScriptedAnswer.json(200, message.toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        List<ObjectNode> events = new ArrayList<>();
        ObjectNode begun = message(said);
        ((ObjectNode) begun.path("usage")).put("output_tokens", 1);
        events.add(Speech.json("{'type':'message_start','message':'$message'}", Map.of("message", begun)));
        if (said.call().isPresent()) {
            Said.Call call = said.call().get();
            events.add(Speech.json("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'$id',"
                    + "'name':'$name','input':{}}}", Map.of("id", call.id(), "name", call.name())));
            events.add(Speech.json("{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta',"
                    + "'partial_json':'$json'}}", Map.of("json", call.arguments())));
        } else {
            events.add(Speech.json("{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}"));
            events.add(delta(said.head()));
            events.add(Speech.json("{'type':'ping'}"));
            events.add(delta(said.tail()));
        }
        events.add(Speech.json("{'type':'content_block_stop','index':0}"));
        events.add(Speech.json("{'type':'message_delta','delta':{'stop_reason':'$stop','stop_sequence':null},"
                + "'usage':{'output_tokens':'$out'}}", Map.of("stop", stop(said), "out", said.output())));
        events.add(Speech.json("{'type':'message_stop'}"));
        return Speech.events(events, true, "");
    }

    @Override
    public String error(int status, String message) {
        String type = switch (status) {
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
        return Speech.json("{'type':'error','error':{'type':'$type','message':'$message'}}",
                Map.of("type", type, "message", message)).toString();
    }

    private static ObjectNode delta(String text) {
        return Speech.json("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'$text'}}",
                Map.of("text", text));
    }

    private static String stop(Said said) {
        return said.call().isPresent() ? "tool_use" : "end_turn";
    }

    private static ObjectNode message(Said said) {
        return Speech.json("{'id':'msg_1','type':'message','role':'assistant','model':'scripted','content':[],'stop_reason':null,"
                + "'stop_sequence':null,'usage':{'input_tokens':'$in','output_tokens':'$out'}}",
                Map.of("in", said.input(), "out", said.output()));
    }
}
