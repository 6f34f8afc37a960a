package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.test.kit.ScriptedAnswer;

/** OpenAI's responses. */
final class ResponsesSpeech implements Speech {
    @Override
    public ScriptedAnswer whole(Said said) {
        return ScriptedAnswer.json(200, response(said, "completed").toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        ObjectNode begun = response(said, "in_progress");
        begun.putArray("output");
        begun.putNull("usage");
        List<ObjectNode> events = new ArrayList<>();
        events.add(Speech.json("{'type':'response.created','response':'$response'}", Map.of("response", begun)));
        events.addAll(said.call().map(ResponsesSpeech::call).orElseGet(() -> words(said)));
        events.add(Speech.json("{'type':'response.completed','response':'$response'}",
                Map.of("response", response(said, "completed"))));
        for (int at = 0; at < events.size(); at++) {
            events.get(at).put("sequence_number", at);
        }
        return Speech.events(events, true, "");
    }

    @Override
    public String error(int status, String message) {
        return new OpenAiSpeech().error(status, message);
    }

    private static List<ObjectNode> words(Said said) {
        ObjectNode empty = Speech.json("{'type':'message','id':'msg_1','status':'in_progress','role':'assistant','content':[]}");
        String delta = "{'type':'response.output_text.delta','item_id':'msg_1','output_index':0,'content_index':0,'delta':'$text'}";
        return List.of(
                Speech.json("{'type':'response.output_item.added','output_index':0,'item':'$item'}", Map.of("item", empty)),
                Speech.json("{'type':'response.content_part.added','item_id':'msg_1','output_index':0,'content_index':0,"
                        + "'part':{'type':'output_text','text':'','annotations':[]}}"),
                Speech.json(delta, Map.of("text", said.head())), Speech.json(delta, Map.of("text", said.tail())),
                Speech.json("{'type':'response.output_text.done','item_id':'msg_1','output_index':0,'content_index':0,'text':'$text'}",
                        Map.of("text", said.text())),
                Speech.json("{'type':'response.output_item.done','output_index':0,'item':'$item'}", Map.of("item", item(said))));
    }

    private static List<ObjectNode> call(Said.Call call) {
        ObjectNode empty = item(new Said.Call(call.id(), call.name(), ""));
        empty.put("status", "in_progress");
        return List.of(
                Speech.json("{'type':'response.output_item.added','output_index':0,'item':'$item'}", Map.of("item", empty)),
                Speech.json("{'type':'response.function_call_arguments.delta','item_id':'fc_1','output_index':0,'delta':'$arguments'}",
                        Map.of("arguments", call.arguments())),
                Speech.json("{'type':'response.function_call_arguments.done','item_id':'fc_1','output_index':0,'arguments':'$arguments'}",
                        Map.of("arguments", call.arguments())),
                Speech.json("{'type':'response.output_item.done','output_index':0,'item':'$item'}", Map.of("item", item(call))));
    }

    private static ObjectNode item(Said said) {
        return said.call().map(ResponsesSpeech::item).orElseGet(() -> Speech.json("{'type':'message','id':'msg_1',"
                + "'status':'completed','role':'assistant','content':[{'type':'output_text','text':'$text','annotations':[]}]}",
                Map.of("text", said.text())));
    }

    private static ObjectNode item(Said.Call call) {
        return Speech.json("{'type':'function_call','id':'fc_1','call_id':'$id','name':'$name','arguments':'$arguments',"
                + "'status':'completed'}", Map.of("id", call.id(), "name", call.name(), "arguments", call.arguments()));
    }

    private static ObjectNode response(Said said, String status) {
        return Speech.json("{'id':'resp_1','object':'response','created_at':1700000000,'status':'$status','model':'scripted',"
                + "'error':null,'incomplete_details':null,'output':['$item'],'usage':{'input_tokens':'$in','output_tokens':'$out',"
                + "'total_tokens':'$all'}}", Map.of("status", status, "item", item(said), "in", said.input(),
                "out", said.output(), "all", said.input() + said.output()));
    }
}
