package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Seal;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;

class LossesTest {
    private static final Seal GEMINI = new Seal("gemini", "sig");

    @Test
    void whatHasNoWordIsLostAloud() {
        Media link = new Media.Link(URI.create("https://example.org/x"), Optional.empty());
        ObjectNode strange = Json.object().put("top_a", 1);
        strange.put("~gemini", "note");
        Message user = new Message(Role.USER, List.of(new Part.Audio(link, Optional.empty()), new Part.Document(link, Optional.empty()),
                new Part.Image(new Media.Upload("f"), Optional.empty()), new Part.CacheMark(Optional.of(Duration.ofHours(1)))),
                Optional.empty(), Json.object().put("odd", 1));
        Message tool = Message.of(Role.TOOL, List.of(new Part.ToolResult("c", List.of(new Part.Text("x")), true)));
        Sampling sampling = new Sampling(Optional.empty(), Optional.empty(), Optional.of(5), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        Back.Order order = order(request(List.of(user, tool), sampling, strange));
        assertEquals(List.of("messages.audio", "messages.document", "messages.image", "messages.tool_result.error", "odd", "top_a", "top_k"),
                order.losses().stream().map(loss -> loss.split(":")[0]).sorted().toList());
        JsonNode sent = Json.read(order.body());
        assertFalse(sent.has("top_a") || sent.has("~gemini") || sent.has("top_k"), sent.toString());
        assertEquals("\"\"", sent.at("/messages/0/content").toString());
    }

    @Test
    void aFieldThatMeansSomethingElseWithoutItIsRefused() {
        ObjectNode extra = Json.object().put("!previous_response_id", "r");
        FailureException refused = assertThrows(FailureException.class,
                () -> order(request(List.of(Message.user("x")), Sampling.DEFAULT, extra)));
        assertEquals(ErrorCode.UNSUPPORTED, refused.failure().code());
    }

    @Test
    void anotherDialectSeesOnlyWhatItWouldLose() {
        ChatRequest request = read("""
                {'model':'m','stream':true,'stream_options':{'include_usage':true},'max_completion_tokens':5,'logprobs':false,
                 'user':null,'metadata':{},'top_k':3,'verbosity':'low','tool_choice':'auto',
                 'response_format':{'type':'json_schema','json_schema':{'name':'n','schema':{},'description':'d'}},
                 'tools':[{'type':'web_search'},{'type':'function','function':{'name':'f'}}],
                 'messages':[{'role':'developer','content':'d'},{'role':'user','content':[{'type':'video_url','video_url':{}}]},
                  {'role':'assistant','content':'a','annotations':[],'reasoning':'hm','tool_calls':[
                    {'id':'c','type':'function','function':{'name':'f','arguments':''},
                     'extra_content':{'google':{'thought_signature':'sig'}}}]}]}""");
        assertEquals(List.of("tools[].web_search", "verbosity"), strange(request.extra()));
        assertEquals(List.of(), strange(request.messages().get(0).extra()));
        assertEquals(List.of("content[].video_url"), strange(request.messages().get(1).extra()));
        assertEquals(List.of(), strange(request.messages().get(2).extra()));
        assertTrue(order(request).losses().isEmpty(), "and its own dialect loses nothing");
    }

    @Test
    void aChangedFormatIsNotBroughtBack() {
        ChatRequest request = read("{'model':'m','messages':[{'role':'user','content':'x'}],'response_format':"
                + "{'type':'json_schema','json_schema':{'name':'n','schema':{},'description':'d'}}}");
        ChatRequest changed = new ChatRequest("m", request.messages(), Tools.NONE, Sampling.DEFAULT, new ResponseFormat.Text(),
                Optional.empty(), false, request.extra());
        assertFalse(Json.read(order(changed).body()).has("response_format"));
    }

    @Test
    void seals() {
        ChatRequest signed = request(List.of(Message.of(Role.ASSISTANT, List.of(
                new Part.Thinking("hm", Optional.of(new Seal("anthropic", "a")), Optional.of(new Seal("openai", "o"))),
                new Part.ToolCall("c", "f", "{}", Optional.of(GEMINI))))), Sampling.DEFAULT, Json.object());
        JsonNode other = Json.read(order(signed).body()).at("/messages/0");
        assertEquals("hm", other.path("reasoning_content").asText());
        assertEquals("[{\"type\":\"reasoning.encrypted\",\"data\":\"o\"}]", other.path("reasoning_details").toString());
        assertFalse(other.at("/tool_calls/0").has("extra_content"), "a server that is not Gemini's may refuse it");
        JsonNode gemini = Json.read(Exchanges.back().order(Exchanges.exchange(Inquiry.of(signed, false), "gemini-3")).body());
        assertEquals("sig", gemini.at("/messages/0/tool_calls/0/extra_content/google/thought_signature").asText());
    }

    @Test
    void sealsOfOthersInAnOriginalStayHere() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'m','messages':[{'role':'assistant','content':'a','reasoning_content':'hm',"
                + "'reasoning_details':[{'type':'reasoning.text','signature' : 'anthropic#x'}]}],'odd':1}");
        assertEquals(new Part.Thinking("hm", Optional.of(new Seal("anthropic", "x")), Optional.empty()),
                ((ChatRequest) inquiry.request()).messages().getFirst().parts().getFirst());
        Exchanges.assertJson("{'model':'m','messages':[{'role':'assistant','reasoning_content':'hm','content':'a'}],'odd':1}",
                Json.read(Exchanges.back().order(Exchanges.exchange(inquiry, "m")).body()));
    }

    @Test
    void detailsOfThoughtsAreReadAndWrittenAgain() {
        String json = "{'model':'m','messages':[{'role':'assistant','content':'a','reasoning':'one two','reasoning_details':["
                + "{'type':'reasoning.summary','summary':'one'},{'type':'reasoning.encrypted','data':'x','id':'i'}]}]}";
        ChatRequest request = read(json);
        assertEquals(List.of(new Part.Thinking("one", Optional.empty(), Optional.empty()),
                new Part.Thinking("", Optional.empty(), Optional.of(new Seal("openai", "x"))), new Part.Text("a")),
                request.messages().getFirst().parts());
        Exchanges.assertJson(json, RequestWriting.write(request, "m", false, new Losses()));
    }

    private static List<String> strange(ObjectNode extra) {
        Losses losses = new Losses();
        losses.strange(extra, "other");
        return losses.all().stream().map(loss -> loss.split(":")[0]).sorted().toList();
    }

    private static Back.Order order(ChatRequest request) {
        return Exchanges.back().order(Exchanges.exchange(Inquiry.of(request, false), "m"));
    }

    private static ChatRequest request(List<Message> messages, Sampling sampling, ObjectNode extra) {
        return new ChatRequest("m", messages, Tools.NONE, sampling, new ResponseFormat.Text(), Optional.empty(), false, extra);
    }

    private static ChatRequest read(String json) {
        return RequestReader.read(Json.read(Exchanges.bytes(json)));
    }
}
