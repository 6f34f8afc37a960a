package modelscan.wire.cohere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Seal;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersTest {
    private static final Tools.Definition LOOK = new Tools.Definition("look", "d", Json.read("{\"type\":\"object\"}"), Optional.of(true));
    private static final Tools.Definition HEAR = new Tools.Definition("hear", "", Json.object(), Optional.empty());

    private static ChatRequest chat(Tools tools, Optional<Reasoning> reasoning) {
        return new ChatRequest("x", List.of(Message.user("x")), tools, Sampling.DEFAULT, new ResponseFormat.Text(), reasoning,
                true, Json.object());
    }

    @Test
    void aConversation() {
        Message question = Message.of(Role.USER, List.of(new Part.Text("What?"), new Part.CacheMark(Optional.empty()),
                new Part.Image(new Media.Bytes("image/png", new byte[3]), Optional.of("low")),
                new Part.Image(new Media.Link(URI.create("https://example.org/a.png"), Optional.empty()), Optional.empty())));
        Message calls = Message.of(Role.ASSISTANT, List.of(
                new Part.Thinking("I look.", Optional.of(new Seal("anthropic", "s")), Optional.empty()),
                new Part.ToolCall("a", "look", "{\"x\":1.50}"), new Part.ToolCall("b", "hear", "")));
        Message results = Message.of(Role.USER, List.of(new Part.ToolResult("a", List.of(new Part.Text("A"),
                new Part.Image(new Media.Bytes("image/png", new byte[3]), Optional.empty())), false),
                new Part.ToolResult("b", List.of(new Part.Text("B"), new Part.Text("C")), false), new Part.Text("go on")));
        Message thought = Message.of(Role.ASSISTANT, List.of(new Part.Thinking("hm", Optional.empty(), Optional.empty()),
                new Part.Text("Well.")));
        Back.Order order = Exchanges.order(ChatRequest.of("x", Message.system("s"), question, calls, results, thought,
                Message.of(Role.USER, List.of()), Message.user("")), true);
        assertEquals("/v2/chat", order.path());
        assertEquals("text/event-stream", order.headers().get("accept"));
        assertEquals(List.of(), order.losses());
        Exchanges.assertJson("""
                {'model':'command','stream':true,'messages':[{'role':'system','content':'s'},
                 {'role':'user','content':[{'type':'text','text':'What?'},
                  {'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA','detail':'low'}},
                  {'type':'image_url','image_url':{'url':'https://example.org/a.png'}}]},
                 {'role':'assistant','tool_plan':'I look.','tool_calls':[
                  {'id':'a','type':'function','function':{'name':'look','arguments':'{\\u0022x\\u0022:1.50}'}},
                  {'id':'b','type':'function','function':{'name':'hear','arguments':'{}'}}]},
                 {'role':'tool','tool_call_id':'a','content':'A'},{'role':'tool','tool_call_id':'b','content':'B\\nC'},
                 {'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AAAA'}}]},
                 {'role':'user','content':'go on'},
                 {'role':'assistant','content':[{'type':'thinking','thinking':'hm'},{'type':'text','text':'Well.'}]}]}""", order.body());
    }

    @Test
    void settings() {
        Sampling sampling = new Sampling(Optional.of(0.0), Optional.of(0.75), Optional.of(40), Optional.of(10), List.of("a"),
                Optional.of(7L), Optional.of(0.5), Optional.of(0.25), Optional.of(1));
        ChatRequest request = new ChatRequest("x", List.of(Message.user("x")), Tools.NONE, sampling,
                new ResponseFormat.Schema("n", Json.read("{\"type\":\"object\"}"), Optional.of(true)), Optional.empty(), false,
                Json.object().put("safety_mode", "STRICT").put("~openai", 1));
        Back.Order order = Exchanges.order(request, false);
        Exchanges.assertJson("""
                {'model':'command','stream':false,'messages':[{'role':'user','content':'x'}],'temperature':0,'p':0.75,'k':40,
                 'max_tokens':10,'stop_sequences':['a'],'seed':7,'frequency_penalty':0.5,'presence_penalty':0.25,
                 'response_format':{'type':'json_object','json_schema':{'type':'object'}},'safety_mode':'STRICT'}""", order.body());
        assertEquals(List.of(), order.losses());
    }

    @Test
    void tools() {
        assertEquals("NONE", Json.read(Exchanges.order(chat(new Tools(List.of(LOOK), new Tools.Choice.Forbidden(),
                Optional.empty()), Optional.empty()), true).body()).path("tool_choice").asText());
        Back.Order required = Exchanges.order(chat(new Tools(List.of(LOOK, HEAR), new Tools.Choice.Required(),
                Optional.of(false)), Optional.empty()), true);
        Exchanges.assertJson("""
                {'model':'command','stream':true,'messages':[{'role':'user','content':'x'}],'strict_tools':true,'tool_choice':'REQUIRED',
                 'tools':[{'type':'function','function':{'name':'look','description':'d','parameters':{'type':'object'}}},
                 {'type':'function','function':{'name':'hear','parameters':{'type':'object','properties':{}}}}]}""", required.body());
        assertEquals(1, required.losses().size());
        var named = Json.read(Exchanges.order(chat(new Tools(List.of(LOOK, HEAR), new Tools.Choice.Named("hear"),
                Optional.empty()), Optional.empty()), true).body());
        assertEquals("hear", named.at("/tools/0/function/name").asText());
        assertEquals(1, named.get("tools").size());
        assertEquals("REQUIRED", named.path("tool_choice").asText());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '!', textBlock = """
            -      ! -    ! {`type`:`enabled`}
            none   ! -    ! {`type`:`disabled`}
            low    ! -    ! {`type`:`enabled`,`token_budget`:2048}
            high   ! -    ! {`type`:`enabled`}
            low    ! 100  ! {`type`:`enabled`,`token_budget`:100}
            -      ! 0    ! {`type`:`disabled`}
            """)
    void thinking(String effort, Integer budget, String thinking) {
        var body = Json.read(Exchanges.order(chat(Tools.NONE,
                Optional.of(new Reasoning(Optional.ofNullable(effort), Optional.ofNullable(budget)))), true).body());
        assertEquals(thinking.replace('`', '"'), body.path("thinking").toString());
    }

    @Test
    void everythingThatCannotBeSaidIsTold() {
        Message message = new Message(Role.USER, List.of(new Part.Image(new Media.Upload("f"), Optional.empty()),
                new Part.Audio(new Media.Bytes("audio/wav", new byte[1]), Optional.of("heard")),
                new Part.Document(new Media.Bytes("text/markdown", "file".getBytes(StandardCharsets.UTF_8)), Optional.empty()),
                new Part.Document(new Media.Bytes("application/pdf", new byte[1]), Optional.empty())), Optional.of("anna"),
                Json.object().put("odd", 1));
        Message result = Message.of(Role.TOOL, List.of(new Part.ToolResult("c", List.of(new Part.Text("broke")), true)));
        Sampling sampling = new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2));
        Back.Order order = Exchanges.order(new ChatRequest("x", List.of(message, result), Tools.NONE, sampling,
                new ResponseFormat.Text(), Optional.empty(), true, Json.object().put("logit_bias", 1)), true);
        Exchanges.assertJson("""
                {'model':'command','stream':true,'messages':[{'role':'user','content':[{'type':'text','text':'heard'},
                 {'type':'text','text':'file'}]},{'role':'tool','tool_call_id':'c','content':'broke'}]}""", order.body());
        for (String lost : List.of("messages.image", "messages.audio", "messages.document", "messages.name", "odd", "logit_bias",
                "messages.tool_result.error", "n")) {
            assertTrue(order.losses().stream().anyMatch(loss -> loss.startsWith(lost + ":")), lost + " in " + order.losses());
        }
        assertEquals(8, order.losses().size(), order.losses().toString());
    }

    @Test
    void vectors() {
        Back.Order plain = Exchanges.order(new EmbeddingRequest("x", List.of("a", "b"), Optional.of(256), Optional.of("query"),
                Json.object().put("truncate", "END")), false);
        assertEquals("/v2/embed", plain.path());
        Exchanges.assertJson("""
                {'model':'command','texts':['a','b'],'embedding_types':['float'],'output_dimension':256,'input_type':'search_query',
                 'truncate':'END'}""", plain.body());
        assertEquals(List.of(), plain.losses());
        Back.Order told = Exchanges.order(new EmbeddingRequest("x", List.of("a"), Optional.empty(), Optional.empty(),
                Json.object().put("input_type", "clustering").put("encoding_format", "base64")), false);
        Exchanges.assertJson("{'model':'command','texts':['a'],'embedding_types':['float'],'input_type':'clustering'}", told.body());
        assertEquals(1, told.losses().size());
        Back.Order strange = Exchanges.order(new EmbeddingRequest("x", List.of("a"), Optional.empty(), Optional.of("odd"),
                Json.object()), false);
        assertEquals("search_document", Json.read(strange.body()).path("input_type").asText());
        assertEquals(1, strange.losses().size());
    }

    @Test
    void relevance() {
        Back.Order order = Exchanges.order(new RerankRequest("x", "q", List.of("a", "b"), Optional.of(1),
                Json.object().put("max_tokens_per_doc", 9).put("return_documents", true)), false);
        assertEquals("/v2/rerank", order.path());
        Exchanges.assertJson("{'model':'command','query':'q','documents':['a','b'],'top_n':1,'max_tokens_per_doc':9}", order.body());
        assertEquals(1, order.losses().size());
    }
}
