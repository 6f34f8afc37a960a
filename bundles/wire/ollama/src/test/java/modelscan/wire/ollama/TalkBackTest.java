package modelscan.wire.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
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

class TalkBackTest {

    @Test
    void anOriginalGoesThroughWithOnlyItsModelReplaced() {
        Inquiry same = Exchanges.chat("{'model':'m','messages':[], 'odd' : 1e2}");
        assertSame(same.original().orElseThrow().bytes(), Exchanges.order(same, "m").body());
        Inquiry other = Exchanges.chat("{'model':'box/m','messages':[], 'odd' : 1e2}");
        assertEquals("{\"model\":\"m\",\"messages\":[],\"odd\" : 1e2}", text(Exchanges.order(other, "m")));
        Back.Order prompt = Exchanges.order(Exchanges.inquiry("/api/generate", "{'model':'x','prompt':'p','raw':true}"), "m");
        assertEquals("/api/generate", prompt.path());
        assertEquals("{\"model\":\"m\",\"prompt\":\"p\",\"raw\":true}", text(prompt));
        assertEquals(List.of(), prompt.losses());
    }

    @Test
    void aChangedRequestIsReadAndWrittenWithoutLoss() {
        String json = """
                {'model':'m','messages':[{'role':'system','content':'s'},{'role':'user','content':'x','images':['AAAA'],'odd':1},
                 {'role':'assistant','content':'','thinking':'hm','tool_calls':[{'id':'c','function':{'index':0,'name':'f','arguments':{'a':1.50}}}]},
                 {'role':'tool','content':'r','tool_name':'f','tool_call_id':'c','odd':2}],
                 'tools':[{'type':'function','function':{'name':'f','description':'d','parameters':{'type':'object'}}}],
                 'format':{'type':'object'},
                 'options':{'num_ctx':5,'temperature':0,'top_p':0.5,'top_k':3,'num_predict':9,'stop':['e'],'seed':1,
                  'frequency_penalty':0.5,'presence_penalty':0.25},
                 'think':true,'stream':false,'keep_alive':-1}""";
        Inquiry inquiry = Exchanges.chat(json);
        Back.Order order = Exchanges.order(inquiry.changed(inquiry.request()), "m");
        Exchanges.assertJson(json, Json.read(order.body()));
        assertEquals(List.of(), order.losses());
        assertEquals("/api/chat", order.path());
    }

    @Test
    void aChangedPromptBecomesAConversationAndSaysWhatItLost() {
        Inquiry inquiry = Exchanges.inquiry("/api/generate", "{'model':'m','prompt':'p','suffix':'s','raw':true,'keep_alive':0}");
        Back.Order order = Exchanges.order(inquiry.changed(inquiry.request()), "m");
        Exchanges.assertJson("{'model':'m','messages':[{'role':'user','content':'p'}],'stream':true,'keep_alive':0}",
                Json.read(order.body()));
        assertEquals(2, order.losses().size(), order.losses().toString());
    }

    @Test
    void everythingThatCannotBeSaidIsTold() {
        ObjectNode extra = Json.object().put("logit_bias", 1).put("~openai", 2);
        Message message = new Message(Role.USER, List.of(new Part.Text("a"), new Part.Text("b"),
                new Part.Image(new Media.Link(URI.create("https://example.org/a.png"), Optional.empty()), Optional.of("low")),
                new Part.Audio(new Media.Bytes("audio/wav", new byte[1]), Optional.of("heard")),
                new Part.Document(new Media.Bytes("text/plain", "file".getBytes(StandardCharsets.UTF_8)), Optional.empty()),
                new Part.Document(new Media.Bytes("application/pdf", new byte[1]), Optional.empty()),
                new Part.CacheMark(Optional.empty())), Optional.of("anna"), Json.object());
        Message result = Message.of(Role.USER, List.of(new Part.ToolResult("c", List.of(new Part.Text("broke")), true)));
        Tools tools = new Tools(List.of(new Tools.Definition("f", "", Json.object(), Optional.of(true))),
                new Tools.Choice.Required(), Optional.of(false));
        Sampling sampling = new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2));
        Back.Order order = Exchanges.order(Inquiry.of(new ChatRequest("x", List.of(message, result), tools, sampling,
                new ResponseFormat.Text(), Optional.empty(), true, extra), true), "m");
        Exchanges.assertJson("""
                {'model':'m','messages':[{'role':'user','content':'a\\nb\\nheard\\nfile'},
                 {'role':'tool','content':'broke','tool_call_id':'c'}],
                 'tools':[{'type':'function','function':{'name':'f','parameters':{'type':'object','properties':{}}}}],'stream':true}""",
                Json.read(order.body()));
        for (String lost : List.of("logit_bias", "messages.image", "messages.image.detail", "messages.audio", "messages.document",
                "messages.name", "messages.tool_result.error", "tools.strict", "tool_choice", "parallel_tool_calls", "n")) {
            assertTrue(order.losses().stream().anyMatch(loss -> loss.startsWith(lost + ":")), lost + " in " + order.losses());
        }
        assertEquals(11, order.losses().size(), order.losses().toString());
    }

    @Test
    void callsAndResultsOfOtherVendors() {
        Message call = Message.of(Role.ASSISTANT, List.of(
                new Part.Thinking("hm", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
                new Part.ToolCall("a", "f", "{\"x\":1}"), new Part.ToolCall("b", "g", ""),
                new Part.ToolCall("c", "h", "\"{\\\"y\\\":2}\""), new Part.ToolCall("d", "h", "{cut")));
        Message results = Message.of(Role.USER, List.of(new Part.ToolResult("b", List.of(new Part.Text("B")), false),
                new Part.ToolResult("a", List.of(new Part.Image(new Media.Bytes("image/png", new byte[3]), Optional.empty())), false),
                new Part.Text("go on")));
        Back.Order order = Exchanges.order(Inquiry.of(ChatRequest.of("x", call, results, Message.of(Role.USER, List.of())), false), "m");
        Exchanges.assertJson("""
                {'model':'m','messages':[{'role':'assistant','content':'','thinking':'hm','tool_calls':[
                  {'id':'a','function':{'index':0,'name':'f','arguments':{'x':1}}},
                  {'id':'b','function':{'index':1,'name':'g','arguments':{}}},
                  {'id':'c','function':{'index':2,'name':'h','arguments':{'y':2}}},
                  {'id':'d','function':{'index':3,'name':'h','arguments':{'_unreadable':'{cut'}}}]},
                 {'role':'tool','content':'B','tool_name':'g','tool_call_id':'b'},
                 {'role':'tool','content':'','images':['AAAA'],'tool_name':'f','tool_call_id':'a'},
                 {'role':'user','content':'go on'}],'stream':false}""", Json.read(order.body()));
        assertEquals(List.of(), order.losses());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {"-,-,true", "none,-,false", "minimal,-,'\"low\"'", "medium,-,'\"medium\"'",
            "xhigh,-,'\"max\"'", "strange,-,true", "-,0,false", "-,1000,'\"low\"'", "-,9000,'\"medium\"'", "-,90000,'\"high\"'"})
    void thinking(String effort, Integer budget, String think) {
        ChatRequest plain = ChatRequest.of("x", Message.user("x"));
        ChatRequest chat = new ChatRequest("x", plain.messages(), Tools.NONE, Sampling.DEFAULT, plain.format(),
                Optional.of(new Reasoning(Optional.ofNullable(effort), Optional.ofNullable(budget))), true, Json.object());
        assertEquals(think, Json.read(Exchanges.order(Inquiry.of(chat, true), "m").body()).path("think").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            404 ! {`error`:`model 'x' not found`}                               ! UNSUPPORTED          ! 404 ! model 'x' not found ! model_not_found
            400 ! {`error`:`registry/x does not support tools`}                 ! UNSUPPORTED          ! 400 ! registry/x does not support tools ! -
            400 ! {`error`:`invalid options`}                                   ! INVALID_REQUEST      ! 400 ! invalid options ! -
            400 ! {`error`:`the input length exceeds the context length`}       ! CONTEXT_TOO_LONG     ! 400 ! the input length exceeds the context length ! -
            500 ! {`error`:{`message`:`m`}}                                     ! PROVIDER_ERROR       ! 500 ! m ! -
            503 ! {`error`:`server busy, please try again`}                     ! PROVIDER_OVERLOADED  ! 503 ! server busy, please try again ! -
            429 ! {`error`:`you've reached your hourly usage limit`}            ! QUOTA_EXHAUSTED      ! 429 ! you've reached your hourly usage limit ! -
            429 ! {`error`:`slow down`}                                         ! RATE_LIMITED         ! 429 ! slow down ! -
            402 ! {}                                                            ! QUOTA_EXHAUSTED      ! 402 ! the provider answered with an error (HTTP 402) and no message ! -
            529 ! busy                                                          ! PROVIDER_OVERLOADED  ! 529 ! busy ! -
            502 ! <html><title>Bad Gateway</title>                              ! PROVIDER_ERROR       ! 502 ! a web page titled 'Bad Gateway' ! -
            500 ! {`error`:`cut                                                 ! PROVIDER_ERROR       ! 500 ! {"error":"cut ! -
            401 ! {`error`:`bad key-abcdefghijkl`}                     ! PROVIDER_KEY_REFUSED ! 502 ! the provider refused the gateway's key (HTTP 401): bad … ! -
            524 ! -                                                             ! PROVIDER_TIMEOUT     ! 524 ! the provider answered with an error (HTTP 524) and no message ! -
            """)
    void errorShapes(int status, String body, ErrorCode code, int shown, String message, String reason) {
        byte[] bytes = body == null ? new byte[0] : body.replace('`', '"').getBytes(StandardCharsets.UTF_8);
        Failure failure = Exchanges.back(Operation.CHAT).failure(status, Map.of(), bytes);
        assertEquals(code, failure.code());
        assertEquals(shown, failure.status());
        assertEquals(message, failure.message());
        assertEquals(Optional.ofNullable(reason), failure.reason());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            429 ! retry-after    ! 7                              ! PT7S
            429 ! retry-after    ! 0.25                           ! PT0.25S
            503 ! retry-after    ! Sat, 21 Nov 2026 10:00:30 GMT  ! PT30S
            529 ! retry-after-ms ! 120                            ! PT0.12S
            429 ! retry-after    ! 1e999999999                    ! PT720H
            429 ! retry-after    ! -3                             ! PT0S
            429 ! retry-after    ! 1e-999999999                   ! -
            429 ! retry-after    ! soon                           ! -
            500 ! retry-after    ! 2                              ! -
            """)
    void retryAfter(int status, String header, String value, Duration wait) {
        assertEquals(Optional.ofNullable(wait),
                Exchanges.back(Operation.CHAT).failure(status, Map.of(header, value), new byte[0]).retryAfter());
    }

    private static String text(Back.Order order) {
        return new String(order.body(), StandardCharsets.UTF_8);
    }
}
