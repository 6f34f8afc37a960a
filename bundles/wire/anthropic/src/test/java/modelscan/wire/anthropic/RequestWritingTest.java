package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Seal;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests of clients that speak another dialect. */
class RequestWritingTest {
    private static final Model UNKNOWN = Model.unknown("m", Operation.CHAT);
    private static final Tools TOOL = tools(new Tools.Choice.Auto());

    @Test
    void theLeastThereIs() {
        Exchanges.assertJson("{'model':'m','max_tokens':4096,'stream':true,'messages':[{'role':'user','content':'hi'}]}",
                written(ChatRequest.of("any", Message.user("hi")), UNKNOWN));
        assertEquals(64000, written(ChatRequest.of("any", Message.user("hi")), Exchanges.model(64000)).path("max_tokens").asInt());
    }

    @Test
    void instructionsStandOutsideAndTurnsAlternate() {
        Exchanges.assertJson("""
                {'model':'m','max_tokens':4096,'stream':true,'system':[{'type':'text','text':'a'},{'type':'text','text':'b'}],
                 'messages':[{'role':'user','content':[{'type':'text','text':'1'},{'type':'text','text':'2'}]},
                             {'role':'assistant','content':'3'},{'role':'user','content':'4'}]}""",
                written(ChatRequest.of("x", Message.system("a"), Message.user("1"), Message.system("b"), Message.user("2"),
                        Message.user(" "), Message.assistant("3"), Message.assistant(""), Message.user("4")), UNKNOWN));
    }

    @Test
    void anInstructionAloneIsSaidByTheUser() {
        Exchanges.assertJson("{'model':'m','max_tokens':4096,'stream':true,'messages':[{'role':'user','content':'a'}]}",
                written(ChatRequest.of("x", Message.system("a")), UNKNOWN));
    }

    @Test
    void resultsOfOneTurnAreOneTurnAndComeFirst() {
        JsonNode messages = written(ChatRequest.of("x", Message.user("q"),
                Message.of(Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", ""), new Part.ToolCall("call:b/1", "f", "{\"x\":1}"))),
                Message.user("and"), result("a", "1"), result("call:b/1", "2")), UNKNOWN).path("messages");
        String id = messages.at("/1/content/1/id").asText();
        assertTrue(id.matches("[a-zA-Z0-9_-]+"), id);
        Exchanges.assertJson("[{'role':'user','content':'q'},{'role':'assistant','content':[{'type':'tool_use','id':'a','name':'f','input':{}},"
                + "{'type':'tool_use','id':'" + id + "','name':'f','input':{'x':1}}]},"
                + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'a','content':'1'},"
                + "{'type':'tool_result','tool_use_id':'" + id + "','content':'2'},{'type':'text','text':'and'}]}]", messages);
    }

    @Test
    void argumentsThatAreNoObjectAreKeptAndTold() {
        Back.Order order = Exchanges.order(ChatRequest.of("x",
                Message.of(Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", "{\"cut")))), UNKNOWN);
        assertEquals("{\"arguments\":\"{\\\"cut\"}", Json.read(order.body()).at("/messages/0/content/0/input").toString());
        assertEquals(List.of("arguments"), fields(order));
    }

    @Test
    void thoughtsGoBackOnlyToWhoSignedThem() {
        Back.Order order = Exchanges.order(ChatRequest.of("x", Message.user("q"), Message.of(Role.ASSISTANT, List.of(
                new Part.Thinking("mine", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
                new Part.Thinking("", Optional.empty(), Optional.of(new Seal("anthropic", "enc"))),
                new Part.Thinking("", Optional.of(new Seal("gemini", "x")), Optional.empty()),
                new Part.Text("a")))), UNKNOWN);
        Exchanges.assertJson("[{'type':'thinking','thinking':'mine','signature':'sig'},{'type':'redacted_thinking','data':'enc'},"
                + "{'type':'text','text':'a'}]", Json.read(order.body()).at("/messages/1/content"));
        assertEquals(List.of(), order.losses());
        assertEquals(List.of("thinking"), fields(Exchanges.order(ChatRequest.of("x", Message.user("q"), Message.of(Role.ASSISTANT,
                List.of(new Part.Thinking("other", Optional.of(new Seal("openai", "x")), Optional.empty()), new Part.Text("a")))), UNKNOWN)));
    }

    @Test
    void cacheMarksBecomeCacheControlAndNoMoreThanFour() {
        Part.CacheMark mark = new Part.CacheMark(Optional.empty());
        Message marked = Message.of(Role.USER, List.of(new Part.Text("a"), mark, new Part.Text("b"),
                new Part.CacheMark(Optional.of(Duration.ofMinutes(30)))));
        ChatRequest chat = new ChatRequest("x", List.of(Message.of(Role.SYSTEM, List.of(new Part.Text("s"), mark)), marked,
                Message.of(Role.USER, List.of(mark))), new Tools(TOOL.definitions(), TOOL.choice(), Optional.empty(),
                Optional.of(mark)), Sampling.DEFAULT, new ResponseFormat.Text(), Optional.empty(), false, Json.object());
        JsonNode json = written(chat, UNKNOWN);
        Exchanges.assertJson("{'type':'ephemeral'}", json.at("/tools/0/cache_control"));
        Exchanges.assertJson("{'type':'ephemeral'}", json.at("/system/0/cache_control"));
        Exchanges.assertJson("{'type':'ephemeral','ttl':'1h'}", json.at("/messages/0/content/1/cache_control"));
        Back.Order many = Exchanges.order(chat.withMessages(List.of(marked, marked, marked)), UNKNOWN);
        JsonNode blocks = Json.read(many.body()).at("/messages/0/content");
        assertFalse(Json.read(many.body()).at("/tools/0").has("cache_control"));
        assertEquals(4, blocks.findValues("cache_control").size());
        assertTrue(blocks.get(5).has("cache_control"));
        assertEquals(List.of("cache_control"), fields(many));
    }

    @Test
    void whatAnthropicCannotSayIsTold() {
        Sampling sampling = new Sampling(Optional.of(1.5), Optional.of(0.5), Optional.of(3), Optional.of(7), List.of("\n", "X"),
                Optional.of(1L), Optional.of(0.1), Optional.of(0.0), Optional.of(2));
        ObjectNode extra = Json.object().put("logit_bias", 1);
        extra.putObject("~openai");
        Message odd = new Message(Role.USER, List.of(new Part.Text("a"),
                new Part.Audio(new Media.Bytes("audio/wav", new byte[1]), Optional.empty()),
                new Part.Image(new Media.Upload("f"), Optional.of("low")),
                new Part.Document(new Media.Bytes("application/zip", new byte[1]), Optional.empty())), Optional.of("Bob"), Json.object());
        Back.Order order = Exchanges.order(new ChatRequest("x", List.of(odd), Tools.NONE, sampling, new ResponseFormat.Json(),
                Optional.empty(), false, extra), UNKNOWN);
        Exchanges.assertJson("{'model':'m','max_tokens':7,'temperature':1,'top_k':3,'stop_sequences':['X'],"
                + "'messages':[{'role':'user','content':'a'}]}", Json.read(order.body()));
        assertEquals(List.of("name", "audio", "detail", "image", "file", "response_format", "temperature", "top_p", "stop", "seed",
                "frequency_penalty", "n", "logit_bias"), fields(order));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            -       ! 2048 ! 8000 ! 64000 ! reasoning            ! 8000  ! {`type`:`enabled`,`budget_tokens`:2048} ! -
            -       ! 100  ! 8000 ! 64000 ! reasoning            ! 8000  ! {`type`:`enabled`,`budget_tokens`:1024} ! -
            -       ! 2048 ! 100  ! 64000 ! reasoning            ! 2148  ! {`type`:`enabled`,`budget_tokens`:2048} ! -
            -       ! 9000 ! 100  ! 8192  ! reasoning            ! 8192  ! {`type`:`enabled`,`budget_tokens`:8191} ! -
            -       ! 2048 ! 100  ! 1000  ! reasoning            ! 100   ! -                                       ! reasoning
            low     ! -    ! 8000 ! 64000 ! reasoning            ! 8000  ! {`type`:`enabled`,`budget_tokens`:2048} ! -
            minimal ! -    ! 8000 ! 64000 ! reasoning            ! 8000  ! {`type`:`enabled`,`budget_tokens`:1024} ! -
            high    ! -    ! 8000 ! 64000 ! reasoning            ! 24384 ! {`type`:`enabled`,`budget_tokens`:16384} ! -
            none    ! -    ! 8000 ! 64000 ! reasoning            ! 8000  ! -                                       ! -
            none    ! -    ! 8000 ! 64000 ! adaptive-thinking    ! 8000  ! {`type`:`disabled`}                     ! -
            high    ! -    ! 8000 ! 64000 ! no_temperature       ! 8000  ! {`type`:`adaptive`}                     ! -
            high    ! -    ! 8000 ! 64000 ! tools                ! 8000  ! -                                       ! reasoning
            """)
    void thinking(String effort, Integer budget, int asked, int output, String capability, int maximum, String thinking, String loss) {
        Back.Order order = Exchanges.order(thinking(effort, budget, asked, TOOL, Message.user("x")), Exchanges.model(output, capability));
        JsonNode json = Json.read(order.body());
        assertEquals(maximum, json.path("max_tokens").asInt());
        assertEquals(thinking == null ? "" : thinking.replace('`', '"'), json.path("thinking").isMissingNode() ? "" : json.path("thinking").toString());
        assertEquals(loss == null ? List.of() : List.of(loss), fields(order));
    }

    @Test
    void effortIsSaidToModelsThatKnowIt() {
        Model model = Exchanges.model(64000, "reasoning", "adaptive-thinking");
        assertEquals("xhigh", written(thinking("xhigh", null, 9, TOOL, Message.user("x")), model).at("/output_config/effort").asText());
        assertEquals("medium", written(thinking(null, 9000, 9, TOOL, Message.user("x")), model).at("/output_config/effort").asText());
    }

    @Test
    void thinkingTakesTheTemperatureAway() {
        Model model = Exchanges.model(64000, "reasoning");
        ChatRequest chat = thinking("low", null, 9000, TOOL, Message.user("x"));
        Sampling warm = new Sampling(Optional.of(0.2), Optional.of(0.5), Optional.of(3), Optional.of(9000), List.of(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty());
        Back.Order order = Exchanges.order(new ChatRequest("x", chat.messages(), chat.tools(), warm, chat.format(), chat.reasoning(),
                false, Json.object()), model);
        assertEquals(List.of("temperature", "top_p", "top_k"), fields(order));
        assertFalse(Json.read(order.body()).has("temperature"));
    }

    @Test
    void thinkingGivesWayToAForcedToolAndToForeignTurns() {
        Model model = Exchanges.model(64000, "reasoning");
        Back.Order forced = Exchanges.order(thinking("low", null, 9000, tools(new Tools.Choice.Required()), Message.user("x")), model);
        assertEquals(List.of("reasoning"), fields(forced));
        assertEquals("any", Json.read(forced.body()).at("/tool_choice/type").asText());
        Back.Order resumed = Exchanges.order(thinking("low", null, 9000, TOOL, Message.user("x"),
                Message.of(Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", "{}"))), result("a", "1")), model);
        assertEquals(List.of("reasoning"), fields(resumed));
        Back.Order signed = Exchanges.order(thinking("low", null, 9000, TOOL, Message.user("x"), Message.of(Role.ASSISTANT, List.of(
                new Part.Thinking("t", Optional.of(new Seal("anthropic", "s")), Optional.empty()),
                new Part.ToolCall("a", "f", "{}"))), result("a", "1")), model);
        assertEquals(List.of(), fields(signed));
        assertTrue(Json.read(signed.body()).has("thinking"));
    }

    @Test
    void aSchemaIsAskedOfModelsThatKeepToIt() {
        ResponseFormat schema = new ResponseFormat.Schema("r", Json.object().put("type", "object"), Optional.of(true));
        ChatRequest chat = new ChatRequest("x", List.of(Message.user("x")), Tools.NONE, Sampling.DEFAULT, schema, Optional.empty(),
                false, Json.object());
        Back.Order able = Exchanges.order(chat, Exchanges.model(9, "json-schema"));
        Exchanges.assertJson("{'format':{'type':'json_schema','schema':{'type':'object'}}}", Json.read(able.body()).path("output_config"));
        assertEquals(List.of(), able.losses());
        assertEquals(List.of("response_format"), fields(Exchanges.order(chat, UNKNOWN)));
    }

    @Test
    void toolsAndTheirChoice() {
        Tools tools = new Tools(List.of(new Tools.Definition("f", "d", Json.object(), Optional.of(true))),
                new Tools.Choice.Named("f"), Optional.of(false));
        ChatRequest chat = new ChatRequest("x", List.of(Message.user("x")), tools, Sampling.DEFAULT, new ResponseFormat.Text(),
                Optional.empty(), false, Json.object());
        Back.Order order = Exchanges.order(chat, UNKNOWN);
        Exchanges.assertJson("[{'name':'f','description':'d','input_schema':{'type':'object'}}]", Json.read(order.body()).path("tools"));
        Exchanges.assertJson("{'type':'tool','name':'f','disable_parallel_tool_use':true}", Json.read(order.body()).path("tool_choice"));
        assertEquals(List.of("strict"), fields(order));
    }

    private static ChatRequest thinking(String effort, Integer budget, int maximum, Tools tools, Message... messages) {
        return new ChatRequest("x", List.of(messages), tools, new Sampling(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(maximum), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                new ResponseFormat.Text(), Optional.of(new Reasoning(Optional.ofNullable(effort), Optional.ofNullable(budget))), false, Json.object());
    }

    private static Tools tools(Tools.Choice choice) {
        return new Tools(List.of(new Tools.Definition("f", "", Json.object().put("type", "object"), Optional.empty())), choice, Optional.empty());
    }

    private static Message result(String id, String text) {
        return Message.of(Role.TOOL, List.of(new Part.ToolResult(id, List.of(new Part.Text(text)), false)));
    }

    private static JsonNode written(ChatRequest chat, Model model) {
        return Json.read(Exchanges.order(chat, model).body());
    }

    private static List<String> fields(Back.Order order) {
        return order.losses().stream().map(loss -> loss.substring(0, loss.indexOf(':'))).toList();
    }
}
