package modelscan.test.kit.dialect;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;

/** Replicate's predictions, done before their first answer. */
final class ReplicateSpeech implements Speech {
    @Override
    public boolean streams(SeenRequest request) {
        return false;
    }

    @Override
    public ScriptedAnswer whole(Said said) {
        ObjectNode prediction = Speech.json("{'id':'p1','status':'succeeded','output':['$head','$tail'],'error':null,'logs':'',"
                + "'metrics':{'input_token_count':'$in','output_token_count':'$out'}}", Map.of("head", said.head(),
                "tail", said.tail(), "in", said.input(), "out", said.output()));
        return ScriptedAnswer.json(201, prediction.toString());
    }

    @Override
    public ScriptedAnswer streamed(Said said) {
        return whole(said);
    }

    @Override
    public String error(int status, String message) {
        return Speech.json("{'title':'Scripted','detail':'$message','status':'$status'}",
                Map.of("message", message, "status", status)).toString();
    }
}
