package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;

/** Conversations that the checks begin. */
final class Questions {
    /** What the user says. */
    static final String ASKED = "Say grüße to everybody.";
    /** What the scripted model says. */
    static final String SAID = "Grüße to \"everybody\", 🌍!";

    /** The most tokens that come out for {@link #cheap}. */
    static final int LONGEST = 64;

    private Questions() {
    }

    /** A plain question. */
    static Inquiry plain(String model, boolean stream) {
        return Inquiry.of(request(model, Tools.NONE, stream), stream);
    }

    /** A short question that hardly any model refuses. */
    static Inquiry cheap(String model, boolean stream) {
        Sampling brief = new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(LONGEST), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return Inquiry.of(new ChatRequest(model, List.of(Message.user("Say hello in one word.")), Tools.NONE, brief,
                new ResponseFormat.Text(), Optional.empty(), stream, JsonNodeFactory.instance.objectNode()), stream);
    }

    /** A question with a tool at hand. */
    static Inquiry withTool(String model, boolean stream) {
        var schema = new JsonMapper().createObjectNode().put("type", "object");
        schema.putObject("properties").putObject("city").put("type", "string");
        schema.putArray("required").add("city");
        Tools tools = new Tools(List.of(new Tools.Definition("weather", "Tells the weather of a city.", schema,
                Optional.empty())), new Tools.Choice.Auto(), Optional.empty());
        return Inquiry.of(request(model, tools, stream), stream);
    }

    private static ChatRequest request(String model, Tools tools, boolean stream) {
        return new ChatRequest(model, List.of(Message.system("Be brief."), Message.user(ASKED)), tools,
                new Sampling(Optional.of(0.5), Optional.empty(), Optional.empty(), Optional.of(64), List.of(), Optional.empty(),
                        Optional.empty(), Optional.empty(), Optional.empty()),
                new ResponseFormat.Text(), Optional.empty(), stream, JsonNodeFactory.instance.objectNode());
    }
}
