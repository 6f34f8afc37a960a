package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;

/** Google's generateContent. */
final class GeminiSpeech implements Speech {
    @Override
    public boolean streams(SeenRequest request) {
        return request.bare().endsWith(":streamGenerateContent");
    }

    @Override
    public ScriptedAnswer whole(Said said) {
        return ScriptedAnswer.json(200, last(said, part(said)).toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        List<ObjectNode> messages = new ArrayList<>();
        if (said.call().isPresent()) {
            messages.add(last(said, part(said)));
        } else {
            messages.add(Speech.json("{'candidates':[{'content':{'role':'model','parts':[{'text':'$text'}]},'index':0}],"
                    + "'modelVersion':'scripted','responseId':'r1'}", Map.of("text", said.head())));
            messages.add(last(said, Speech.json("{'text':'$text'}", Map.of("text", said.tail()))));
        }
        return Speech.events(messages, false, "");
    }

    @Override
    public String error(int status, String message) {
        String word = switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
        };
        return Speech.json("{'error':{'code':'$status','message':'$message','status':'$word'}}",
                Map.of("status", status, "message", message, "word", word)).toString();
    }

    private static ObjectNode part(Said said) {
        return said.call().map(call -> Speech.json("{'functionCall':{'name':'$name','args':'$args'}}",
                        Map.of("name", call.name(), "args", Speech.tree(call.arguments()))))
                .orElseGet(() -> Speech.json("{'text':'$text'}", Map.of("text", said.text())));
    }

    private static ObjectNode last(Said said, ObjectNode part) {
        return Speech.json("{'candidates':[{'content':{'role':'model','parts':['$part']},'finishReason':'STOP','index':0}],"
                + "'usageMetadata':{'promptTokenCount':'$in','candidatesTokenCount':'$out','totalTokenCount':'$all'},"
                + "'modelVersion':'scripted','responseId':'r1'}", Map.of("part", part, "in", said.input(), "out", said.output(),
                "all", said.input() + said.output()));
    }
}
