package modelscan.wire.replicate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTest {
    private static final Media PIXEL = new Media.Bytes("image/png", new byte[] {0, 0, 1});

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            meta/llama-3-70b,      /models/meta/llama-3-70b/predictions,      -
            a/b:39ed52,            /predictions,                              39ed52
            39ed52,                /predictions,                              39ed52
            deployments/acme/b c,  /deployments/acme/b%20c/predictions,       -
            ../b?x,                /models/%2E%2E/b%3Fx/predictions,          -
            """)
    void addresses(String model, String path, String version) {
        Back.Order order = Exchanges.order(Exchanges.HI, model);
        assertEquals("POST", order.method());
        assertEquals(path, order.path());
        assertEquals("wait=60", order.headers().get("prefer"));
        assertEquals(Optional.ofNullable(version), Optional.ofNullable(Json.read(order.body()).path("version").asText(null)));
    }

    @Test
    void aTicketAsksAgain() {
        Back.Order order = Exchanges.CHAT.order(Exchanges.exchange(Exchanges.HI, "a/b").resuming("{\"id\":\"p/1\"}"));
        assertEquals("GET", order.method());
        assertEquals("/predictions/p%2F1", order.path());
        assertEquals(0, order.body().length);
        assertFalse(order.headers().containsKey("prefer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p1", "{}", "{\"id\":\"\"}", "{\"id\":1}", "[]"})
    void whatIsNoTicket(String ticket) {
        var exchange = Exchanges.exchange(Exchanges.HI, "a/b").resuming(ticket);
        assertThrows(FailureException.class, () -> Exchanges.CHAT.order(exchange));
    }

    @Test
    void aSingleQuestionStaysAsItIs() {
        ChatRequest chat = ChatRequest.of("m", Message.system("S"), Message.user("hi"), Message.user(" "), Message.system("T"));
        Exchanges.assertJson("{'prompt':'hi','system_prompt':'S\\n\\nT','system_instruction':'S\\n\\nT'}", Exchanges.input(chat));
        assertEquals(List.of(), Exchanges.order(chat, "a/b").losses());
    }

    @Test
    void aConversationBecomesOneText() {
        ChatRequest chat = ChatRequest.of("m", Message.user("weather?"),
                Message.of(Role.ASSISTANT, List.of(new Part.Thinking("hm", Optional.empty(), Optional.empty()),
                        new Part.ToolCall("t1", "look", "{\"x\":1}"))),
                Message.of(Role.TOOL, List.of(new Part.ToolResult("t1", List.of(new Part.Text("sunny")), false))),
                Message.assistant("Sunny."), Message.user("and tomorrow?"));
        assertEquals("""
                User: weather?

                Assistant: (calls look({"x":1}))

                Tool look: sunny

                Assistant: Sunny.

                User: and tomorrow?

                Assistant:""", Exchanges.input(chat).path("prompt").asText());
        assertEquals(List.of("thinking: a prediction takes no thoughts back",
                "messages: a prediction takes one prompt, so the conversation is written as one text"), Exchanges.order(chat, "a/b").losses());
    }

    @Test
    void howCloselyToLookIsALossAndASealedThoughtIsNone() {
        ChatRequest chat = ChatRequest.of("m", Message.of(Role.USER, List.of(new Part.Text("see"), new Part.Image(PIXEL, Optional.of("low")),
                new Part.Thinking("", Optional.empty(), Optional.empty()))));
        assertEquals(List.of("detail: a prediction has no word for how closely to look"), Exchanges.order(chat, "a/b").losses());
    }

    @Test
    void picturesInAConversation() {
        ChatRequest chat = ChatRequest.of("m", Message.of(Role.USER, List.of(new Part.Text("compare"),
                new Part.Image(PIXEL, Optional.empty()),
                new Part.Image(new Media.Link(URI.create("https://e/x.png"), Optional.empty()), Optional.of("high")))));
        Exchanges.assertJson("""
                {'prompt':'compare','image':'data:image/png;base64,AAAB','images':['data:image/png;base64,AAAB','https://e/x.png'],
                'image_input':['data:image/png;base64,AAAB','https://e/x.png']}""", Exchanges.input(chat));
    }

    @Test
    void settings() {
        ChatRequest chat = new ChatRequest("m", List.of(Message.user("x")), Tools.NONE, new Sampling(Optional.of(0.5), Optional.of(0.9),
                Optional.of(5), Optional.of(9), List.of("a", "b"), Optional.of(7L), Optional.of(0.1), Optional.of(0.2), Optional.of(1)),
                new ResponseFormat.Text(), Optional.of(new Reasoning(Optional.of("low"), Optional.of(100))), true,
                Exchanges.object("{'input':{'top_k':6,'verbosity':'low'},'~openai':1}"));
        Exchanges.assertJson("""
                {'prompt':'x','max_tokens':9,'max_new_tokens':9,'max_completion_tokens':9,'max_output_tokens':9,'temperature':0.5,
                'top_p':0.9,'top_k':6,'seed':7,'frequency_penalty':0.1,'presence_penalty':0.2,'stop_sequences':'a,b',
                'reasoning_effort':'low','thinking_budget':100,'thinking_budget_tokens':100,'extended_thinking':true,
                'verbosity':'low'}""", Exchanges.input(chat));
        assertEquals(List.of(), Exchanges.order(chat, "a/b").losses());
    }

    @Test
    void whatAPredictionHasNoWordForIsALoss() {
        Tools tools = new Tools(List.of(new Tools.Definition("a", "", Json.object(), Optional.empty())), new Tools.Choice.Auto(), Optional.empty());
        Message message = new Message(Role.USER, List.of(new Part.Text("x"), new Part.Audio(PIXEL, Optional.empty()),
                new Part.Image(new Media.Upload("f"), Optional.empty())), Optional.of("Ann"), Json.object());
        ChatRequest chat = new ChatRequest("m", List.of(message), tools, new Sampling(Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), List.of("a,b"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(2)),
                new ResponseFormat.Json(), Optional.empty(), true, Exchanges.object("{'user':'u'}"));
        List<String> losses = Exchanges.order(chat, "a/b").losses();
        for (String field : List.of("messages[].name", "messages[].content", "file_id", "stop", "n", "tools", "response_format", "user")) {
            assertTrue(losses.stream().anyMatch(loss -> loss.startsWith(field + ":")), field + " in " + losses);
        }
        assertEquals(8, losses.size());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            1024x1024 | {'prompt':'a cat','width':1024,'height':1024,'aspect_ratio':'1:1'}
            1920x1080 | {'prompt':'a cat','width':1920,'height':1080,'aspect_ratio':'16:9'}
            1000x777  | {'prompt':'a cat','width':1000,'height':777}
            9:16      | {'prompt':'a cat','aspect_ratio':'9:16'}
            auto      | {'prompt':'a cat'}
            -         | {'prompt':'a cat'}
            """)
    void sizes(String size, String input) {
        Exchanges.assertJson(input, Exchanges.input(Exchanges.picture(size, null, "{}")));
        assertEquals("auto".equals(size) ? 1 : 0, Exchanges.order(Exchanges.picture(size, null, "{}"), "a/b").losses().size());
    }

    @Test
    void picturesToStartFromAndAModelsOwnWords() {
        JsonNode input = Exchanges.input(Exchanges.picture(null, 2,
                "{'guidance':3,'response_format':'url','user':'u','~openai':1,'input':{'steps':4}}", PIXEL));
        Exchanges.assertJson("""
                {'prompt':'a cat','num_outputs':2,'number_of_images':2,'image':'data:image/png;base64,AAAB',
                'input_image':'data:image/png;base64,AAAB','image_input':['data:image/png;base64,AAAB'],
                'input_images':['data:image/png;base64,AAAB'],'guidance':3,'steps':4}""", input);
    }

    @Test
    void whatMustNotBeLeftOutIsRefused() {
        var picture = Exchanges.picture(null, null, "{'!mask':1}");
        assertThrows(FailureException.class, () -> Exchanges.order(picture, "a/b"));
        ChatRequest chat = new ChatRequest("m", Exchanges.HI.messages(), Tools.NONE, Sampling.DEFAULT, new ResponseFormat.Text(),
                Optional.empty(), true, Exchanges.object("{'!thread':1}"));
        assertThrows(FailureException.class, () -> Exchanges.order(chat, "a/b"));
    }
}
