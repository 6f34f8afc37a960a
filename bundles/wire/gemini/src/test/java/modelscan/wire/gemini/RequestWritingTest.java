package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
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

class RequestWritingTest {
    private final Losses losses = new Losses();

    @Test
    void resultsOfOneTurnAreOneTurnAndKnowTheirNames() {
        assertContents("""
                [{'role':'user','parts':[{'text':'go'}]},
                 {'role':'model','parts':[{'text':'ok'},{'functionCall':{'id':'a','name':'f','args':{'x':1}}},{'functionCall':{'id':'b','name':'g','args':{}}}]},
                 {'role':'user','parts':[{'functionResponse':{'id':'b','name':'g','response':{'result':'2'}}},
                   {'functionResponse':{'id':'a','name':'f','response':{'deep':true}}},{'functionResponse':{'id':'z','name':'z','response':{'error':'gone'}}},
                   {'inlineData':{'mimeType':'image/png','data':'AQ=='}}]},
                 {'role':'user','parts':[{'text':'next'}]}]""",
                Message.user("go"), Message.assistant("ok"),
                Message.of(Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", "{\"x\":1}"), new Part.ToolCall("b", "g", ""))),
                result("b", new Part.Text("2"), new Part.Image(new Media.Bytes("image/png", new byte[] {1}), Optional.empty())),
                result("a", new Part.Text("{\"deep\":true}")),
                Message.of(Role.USER, List.of(new Part.ToolResult("z", List.of(new Part.Text("gone")), true), new Part.Text("next"))));
        assertEquals(List.of(), losses.all());
    }

    @Test
    void instructionsAnywhereBecomeOne() {
        ObjectNode json = write("m", Message.system("A"), Message.user("x"), Message.system("B"), Message.system(""));
        Exchanges.assertJson("{'systemInstruction':{'parts':[{'text':'A'},{'text':'B'}]},'contents':[{'role':'user','parts':[{'text':'x'}]}]}", json);
        Exchanges.assertJson("{'contents':[{'role':'user','parts':[{'text':'A'}]}]}", write("m", Message.system("A")));
    }

    @Test
    void emptyMessagesAreLeftOut() {
        assertContents("[{'role':'user','parts':[{'text':'a'},{'text':'b'}]}]", Message.user("a"), Message.assistant(""),
                Message.of(Role.ASSISTANT, List.of()), Message.of(Role.USER, List.of(new Part.Text(""),
                        new Part.CacheMark(Optional.of(Duration.ofHours(1))), new Part.Text("b"))));
        assertEquals(List.of(), losses.all());
    }

    @Test
    void ownSignaturesGoBackAndThoseOfOthersDoNot() {
        Message spoke = Message.of(Role.ASSISTANT, List.of(new Part.Thinking("hm", own("t"), Optional.empty()), new Part.Text("a"),
                new Part.Thinking("", own("s"), Optional.empty()), new Part.ToolCall("i", "f", "{}", own("c"))));
        assertContents("""
                [{'role':'model','parts':[{'text':'hm','thought':true,'thoughtSignature':'t'},{'text':'a','thoughtSignature':'s'},
                 {'functionCall':{'id':'i','name':'f','args':{}},'thoughtSignature':'c'}]}]""", spoke);
        Message foreign = Message.of(Role.ASSISTANT, List.of(new Part.Thinking("hm", other("t"), Optional.empty()),
                new Part.Thinking("", Optional.empty(), other("x")), new Part.Text("a"), new Part.ToolCall("i", "f", "{}", other("c"))));
        assertContents("[{'role':'model','parts':[{'text':'hm','thought':true},{'text':'a'},{'functionCall':{'id':'i','name':'f','args':{}}}]}]", foreign);
        assertContents("[{'role':'model','parts':[{'text':'','thoughtSignature':'s'},{'text':'a'}]}]",
                Message.of(Role.ASSISTANT, List.of(new Part.Thinking("", own("s"), Optional.empty()), new Part.Text("a"))));
        assertEquals(List.of(), losses.all());
    }

    @Test
    void aPictureKeepsItsSignature() {
        String json = "{'contents':[{'role':'model','parts':[{'inlineData':{'mimeType':'image/png','data':'AQ=='},'thoughtSignature':'p'}]}]}";
        Exchanges.assertJson(json, RequestWriting.write(Exchanges.read(json), "m", losses));
    }

    @Test
    void newerModelsWantASignatureOnTheFirstCallOfATurn() {
        Message calls = Message.of(Role.ASSISTANT, List.of(new Part.ToolCall("a", "f", "{}"), new Part.ToolCall("b", "f", "{}")));
        JsonNode parts = write("gemini-3.1-pro", calls).at("/contents/0/parts");
        assertEquals("skip_thought_signature_validator", parts.at("/0/thoughtSignature").asText());
        assertTrue(parts.at("/1/thoughtSignature").isMissingNode());
        assertTrue(write("gemini-2.5-pro", calls).at("/contents/0/parts/0/thoughtSignature").isMissingNode());
    }

    @Test
    void mediaOfEveryKind() {
        assertContents("""
                [{'role':'user','parts':[{'fileData':{'mimeType':'image/png','fileUri':'https://e/a.PNG'}},{'fileData':{'fileUri':'https://e/a'}},
                 {'inlineData':{'mimeType':'audio/wav','data':'AQ=='}},{'fileData':{'fileUri':'https://generativelanguage.googleapis.com/v1beta/files/x'}},
                 {'fileData':{'fileUri':'gs://b/f'}}]}]""",
                Message.of(Role.USER, List.of(image(link("https://e/a.PNG"), "auto"), image(link("https://e/a"), "high"),
                        new Part.Audio(new Media.Bytes("audio/wav", new byte[] {1}), Optional.of("hello")),
                        document(new Media.Upload("files/x"), "n.pdf"), document(new Media.Upload("gs://b/f"), null),
                        document(new Media.Upload("file-openai"), null))));
        assertLosses("detail", "filename", "file");
    }

    @Test
    void settings() {
        Sampling sampling = new Sampling(Optional.of(0.5), Optional.of(1.0), Optional.of(4), Optional.of(9),
                List.of("1", "2", "3", "4", "5", "6"), Optional.of(1L << 40), Optional.of(0.1), Optional.of(0.2), Optional.of(2));
        ChatRequest request = new ChatRequest("m", List.of(Message.user("x")), Tools.NONE, sampling,
                new ResponseFormat.Schema("n", Exchanges.json("{'type':'object'}"), Optional.of(true)), Optional.empty(), false,
                Json.object().put("logit_bias", 1).put("~openai", 2));
        Exchanges.assertJson("""
                {'maxOutputTokens':9,'temperature':0.5,'topP':1.0,'topK':4,'frequencyPenalty':0.1,'presencePenalty':0.2,'candidateCount':2,
                 'stopSequences':['1','2','3','4','5'],'responseMimeType':'application/json','responseJsonSchema':{'type':'object'}}""",
                RequestWriting.write(request, "m", losses).path("generationConfig"));
        assertLosses("seed", "stop", "logit_bias");
    }

    @Test
    void toolsAndWhatTheyCannotSay() {
        Tools tools = new Tools(List.of(new Tools.Definition("f", "", Exchanges.json("{'type':'object'}"), Optional.of(true)),
                new Tools.Definition("g", "d", Json.object(), Optional.of(false))), new Tools.Choice.Named("f"), Optional.of(false),
                Optional.of(new Part.CacheMark(Optional.empty())));
        ObjectNode json = RequestWriting.write(withTools(tools), "m", losses);
        Exchanges.assertJson("[{'functionDeclarations':[{'name':'f','parametersJsonSchema':{'type':'object'}},{'name':'g','description':'d'}]}]",
                json.path("tools"));
        Exchanges.assertJson("{'functionCallingConfig':{'mode':'ANY','allowedFunctionNames':['f']}}", json.path("toolConfig"));
        assertLosses("strict", "parallel_tool_calls");
        Tools none = new Tools(List.of(), new Tools.Choice.Required(), Optional.of(true));
        assertTrue(RequestWriting.write(withTools(none), "m", new Losses()).path("toolConfig").isMissingNode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            gemini-2.5-flash  ! low     ! -    ! {`includeThoughts`:true,`thinkingBudget`:1024}
            gemini-2.5-flash  ! medium  ! -    ! {`includeThoughts`:true,`thinkingBudget`:8192}
            gemini-2.5-flash  ! xhigh   ! -    ! {`includeThoughts`:true,`thinkingBudget`:24576}
            gemini-2.5-flash  ! none    ! -    ! {`thinkingBudget`:0}
            gemini-2.5-pro    ! none    ! -    ! {`thinkingBudget`:128}
            gemini-2.5-flash  ! low     ! 77   ! {`includeThoughts`:true,`thinkingBudget`:77}
            gemini-3-flash    ! low     ! -    ! {`includeThoughts`:true,`thinkingLevel`:`low`}
            gemini-3.5-flash  ! minimal ! -    ! {`includeThoughts`:true,`thinkingLevel`:`minimal`}
            gemini-3.1-pro    ! minimal ! -    ! {`includeThoughts`:true,`thinkingLevel`:`low`}
            gemini-3.1-pro    ! max     ! -    ! {`includeThoughts`:true,`thinkingLevel`:`high`}
            gemini-3-flash    ! -       ! 500  ! {`includeThoughts`:true,`thinkingBudget`:500}
            gemini-3-flash    ! -       ! 0    ! {`thinkingLevel`:`minimal`}
            gemini-flash      ! medium  ! -    ! {`includeThoughts`:true,`thinkingBudget`:8192}
            """)
    void thinkingInTheWordsOfTheModel(String model, String effort, Integer budget, String config) {
        ChatRequest request = new ChatRequest("m", List.of(Message.user("x")), Tools.NONE, Sampling.DEFAULT, new ResponseFormat.Text(),
                Optional.of(new Reasoning(Optional.ofNullable(effort), Optional.ofNullable(budget))), false, Json.object());
        Exchanges.assertJson(config.replace('`', '\''), RequestWriting.write(request, model, losses).at("/generationConfig/thinkingConfig"));
    }

    @Test
    void whatCannotBeSaidOfMessages() {
        ObjectNode extra = Json.object().put("cache", true).put("~openai", 1);
        write("m", new Message(Role.USER, List.of(new Part.Text("x")), Optional.of("Ann"), extra),
                Message.of(Role.SYSTEM, List.of(image(link("https://e/x.png"), "auto"))),
                Message.of(Role.ASSISTANT, List.of(new Part.Refusal("no"), new Part.ToolCall("i", "f", "{\"cut"))));
        assertLosses("name", "cache", "system", "arguments");
    }

    @Test
    void aThousandTurnsStayInOrder() {
        List<Message> messages = IntStream.range(0, 1000).mapToObj(turn -> turn % 2 == 0 ? Message.user("u" + turn)
                : Message.assistant("a" + turn)).toList();
        JsonNode contents = write("m", messages.toArray(Message[]::new)).path("contents");
        assertEquals(1000, contents.size());
        assertEquals("a999", contents.at("/999/parts/0/text").asText());
    }

    private void assertContents(String expected, Message... messages) {
        Exchanges.assertJson(expected, write("m", messages).path("contents"));
    }

    private ObjectNode write(String model, Message... messages) {
        return RequestWriting.write(ChatRequest.of("m", messages), model, losses);
    }

    private void assertLosses(String... fields) {
        assertEquals(List.of(fields), losses.all().stream().map(loss -> loss.substring(0, loss.indexOf(':'))).toList());
    }

    private static ChatRequest withTools(Tools tools) {
        return new ChatRequest("m", List.of(Message.user("x")), tools, Sampling.DEFAULT, new ResponseFormat.Text(), Optional.empty(),
                false, Json.object());
    }

    private static Message result(String id, Part... parts) {
        return Message.of(Role.TOOL, List.of(new Part.ToolResult(id, List.of(parts), false)));
    }

    private static Part image(Media media, String detail) {
        return new Part.Image(media, Optional.of(detail));
    }

    private static Part document(Media media, String name) {
        return new Part.Document(media, Optional.ofNullable(name));
    }

    private static Media link(String address) {
        return new Media.Link(URI.create(address), Optional.empty());
    }

    private static Optional<Seal> own(String value) {
        return Optional.of(new Seal("gemini", value));
    }

    private static Optional<Seal> other(String value) {
        return Optional.of(new Seal("anthropic", value));
    }
}
