package modelscan.wire.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import modelscan.api.model.Seal;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {
    private static final byte[] SOME = {0, 0, 1};
    private static final Part MARK = new Part.CacheMark(Optional.of(Duration.ofHours(1)));

    @Test
    void whatTheSystemSaysStandsApart() {
        ChatRequest chat = Exchanges.chat(List.of(Message.of(Role.SYSTEM, List.of(new Part.Text("a"), MARK)), Message.user("x"),
                Message.system("b"), Message.system(" "), Message.user("y")));
        Exchanges.assertJson("""
                {'messages':[{'role':'user','content':[{'text':'x'},{'text':'y'}]}],
                'system':[{'text':'a'},{'cachePoint':{'type':'default','ttl':'1h'}},{'text':'b'}]}""", body(chat));
    }

    @Test
    void resultsOfOneTurnAreOneTurn() {
        ChatRequest chat = Exchanges.chat(List.of(Message.user("q"),
                Message.of(Role.ASSISTANT, List.of(new Part.Text("l"), new Part.ToolCall("t1", "look", "{\"x\":1}"),
                        new Part.ToolCall("t2", "wait", ""))),
                Message.of(Role.TOOL, List.of(new Part.ToolResult("t1", List.of(new Part.Text("ok"), MARK), false))),
                Message.of(Role.TOOL, List.of(new Part.ToolResult("t2", List.of(new Part.Image(new Media.Bytes("image/png", SOME),
                        Optional.empty())), true))), Message.user("and?")));
        Exchanges.assertJson("""
                [{'role':'user','content':[{'text':'q'}]},
                {'role':'assistant','content':[{'text':'l'},{'toolUse':{'toolUseId':'t1','name':'look','input':{'x':1}}},
                {'toolUse':{'toolUseId':'t2','name':'wait','input':{}}}]},
                {'role':'user','content':[{'toolResult':{'toolUseId':'t1','content':[{'text':'ok'}]}},
                {'cachePoint':{'type':'default','ttl':'1h'}},
                {'toolResult':{'toolUseId':'t2','content':[{'image':{'format':'png','source':{'bytes':'AAAB'}}}],'status':'error'}},
                {'text':'and?'}]}]""", body(chat).get("messages"));
        assertEquals("look", body(chat).at("/toolConfig/tools/0/toolSpec/name").asText(), "calls need tools");
        assertEquals(2, body(chat).at("/toolConfig/tools").size());
    }

    @Test
    void emptyPartsAndMessagesAreLeftOut() {
        ChatRequest chat = Exchanges.chat(List.of(Message.user(""), Message.assistant(" "), Message.user("x"),
                Message.of(Role.ASSISTANT, List.of(MARK))));
        Exchanges.assertJson("[{'role':'user','content':[{'text':'x'}]}]", body(chat).get("messages"));
    }

    @Test
    void onlyOwnThoughtsGoBack() {
        Message thoughts = Message.of(Role.ASSISTANT, List.of(
                thought("a", Optional.of(new Seal("bedrock", "s")), Optional.empty()),
                thought("b", Optional.of(new Seal("gemini", "s")), Optional.empty()), thought("c", Optional.empty(), Optional.empty()),
                thought("d", Optional.of(new Seal("anthropic", "t")), Optional.empty()),
                thought("", Optional.empty(), Optional.of(new Seal("bedrock", "AAAB"))),
                thought("", Optional.empty(), Optional.of(new Seal("bedrock", "not base64!"))),
                thought("", Optional.empty(), Optional.of(new Seal("anthropic", "AAAB"))), MARK, new Part.Refusal("no")));
        ChatRequest chat = Exchanges.chat(List.of(Message.user("x"), thoughts));
        Exchanges.assertJson("""
                [{'reasoningContent':{'reasoningText':{'text':'a','signature':'s'}}},
                {'reasoningContent':{'reasoningText':{'text':'d','signature':'t'}}},
                {'reasoningContent':{'redactedContent':'AAAB'}},{'text':'no'}]""",
                Exchanges.body(chat, Exchanges.CLAUDE).at("/messages/1/content"));
        assertEquals(3, Exchanges.body(chat, "deepseek.r1").at("/messages/1/content").size(), "only Claude knows Anthropic's");
        assertEquals(List.of("thinking: only thoughts that the provider signed itself can be given back"),
                Exchanges.losses(chat, Exchanges.CLAUDE));
    }

    @Test
    void thoughtsThatGoBackOrSayNothingAreNoLoss() {
        Message thoughts = Message.of(Role.ASSISTANT, List.of(
                thought("a", Optional.of(new Seal("bedrock", "s")), Optional.empty()),
                thought(" ", Optional.of(new Seal("gemini", "s")), Optional.empty()),
                thought("", Optional.empty(), Optional.of(new Seal("anthropic", "AAAB"))), new Part.Text("no")));
        assertEquals(List.of(), losses(Exchanges.chat(List.of(Message.user("x"), thoughts))));
    }

    @Test
    void howCloselyToLookIsALossAndThePictureIsShown() {
        Part.Image picture = new Part.Image(new Media.Bytes("image/png", SOME), Optional.of("high"));
        Message result = Message.of(Role.TOOL, List.of(new Part.ToolResult("t", List.of(picture), false)));
        for (ChatRequest chat : List.of(Exchanges.chat(List.of(Message.of(Role.USER, List.of(picture)))),
                Exchanges.chat(List.of(Message.user("x"), Message.of(Role.ASSISTANT, List.of(new Part.ToolCall("t", "look", "{}"))), result)))) {
            assertEquals(List.of("detail: Bedrock has no word for how closely to look"), losses(chat));
            assertEquals("png", body(chat).findPath("image").path("format").asText());
        }
    }

    private static Part thought(String text, Optional<Seal> signature, Optional<Seal> sealed) {
        return new Part.Thinking(text, signature, sealed);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            t1,                 t1
            a.b:c-d_e,          a.b:c-d_e
            call 1,             call-1e5c4cd7
            """)
    void idsThatBedrockWouldRefuseAreReplacedAlike(String id, String start) {
        ChatRequest chat = Exchanges.chat(List.of(Message.user("q"),
                Message.of(Role.ASSISTANT, List.of(new Part.ToolCall(id, "a", ""))),
                Message.of(Role.TOOL, List.of(new Part.ToolResult(id, List.of(), false)))));
        String call = body(chat).at("/messages/1/content/0/toolUse/toolUseId").asText();
        assertEquals(call, body(chat).at("/messages/2/content/0/toolResult/toolUseId").asText());
        assertTrue(call.startsWith(start.substring(0, Math.min(start.length(), 5))) && call.matches("[a-zA-Z0-9_.:-]{1,64}"), call);
    }

    @Test
    void argumentsThatAreNoObjectAreWrapped() {
        for (String arguments : List.of("{\"cut", "[1]", "\"text\"")) {
            ChatRequest chat = Exchanges.chat(List.of(Message.of(Role.ASSISTANT, List.of(new Part.ToolCall("t", "a", arguments)))));
            assertEquals(arguments, body(chat).at("/messages/0/content/0/toolUse/input/arguments").asText());
            assertTrue(losses(chat).getFirst().startsWith("tool_calls[].arguments"));
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            application/pdf,          report.pdf,        document, pdf,  report
            application/pdf,          Übersicht_2.1.pdf, document, pdf,  -bersicht-2-1
            application/octet-stream, a (b) [c].DOCX,    document, docx, a (b) [c]
            text/plain; charset=utf-8, -,                document, txt,  document
            text/html,                x.htm,             document, html, x
            image/jpg,                x.jpg,             image,    jpeg, -
            video/quicktime,          x.mov,             video,    mov,  -
            """)
    void documents(String type, String name, String kind, String format, String written) {
        JsonNode block = only(new Part.Document(new Media.Bytes(type, SOME), Optional.ofNullable(name))).path(kind);
        assertEquals(format, block.path("format").asText());
        assertEquals("AAAB", block.path("source").path("bytes").asText());
        assertEquals(Optional.ofNullable(written), Optional.ofNullable(block.path("name").asText(null)));
    }

    @Test
    void noNameOfADocumentComesTwice() {
        Part document = new Part.Document(new Media.Bytes("application/pdf", SOME), Optional.of("a.pdf"));
        JsonNode content = body(Exchanges.chat(List.of(Message.of(Role.USER, List.of(document, document, document))))).at("/messages/0/content");
        assertEquals(List.of("a", "a (2)", "a (3)"), content.findValuesAsText("name"));
    }

    @Test
    void picturesSoundsAndAddresses() {
        Exchanges.assertJson("{'image':{'format':'webp','source':{'bytes':'AAAB'}}}",
                only(new Part.Image(new Media.Bytes("image/webp", SOME), Optional.of("high"))));
        Exchanges.assertJson("{'audio':{'format':'mp3','source':{'bytes':'AAAB'}}}",
                only(new Part.Audio(new Media.Bytes("audio/mpeg", SOME), Optional.empty())));
        Exchanges.assertJson("{'image':{'format':'jpeg','source':{'s3Location':{'uri':'s3://b/x.jpg'}}}}",
                only(new Part.Image(new Media.Link(URI.create("s3://b/x.jpg"), Optional.empty()), Optional.empty())));
    }

    @Test
    void whatCannotBeShownIsALoss() {
        for (Part part : List.of(new Part.Image(new Media.Link(URI.create("https://e/x.png"), Optional.empty()), Optional.empty()),
                new Part.Image(new Media.Bytes("image/bmp", SOME), Optional.empty()),
                new Part.Image(new Media.Bytes("image/png", new byte[0]), Optional.empty()),
                new Part.Document(new Media.Upload("file-1"), Optional.of("a.pdf")),
                new Part.Document(new Media.Bytes("application/zip", SOME), Optional.empty()),
                new Part.Audio(new Media.Bytes("audio/midi", SOME), Optional.empty()))) {
            ChatRequest chat = Exchanges.chat(List.of(Message.of(Role.USER, List.of(new Part.Text("x"), part))));
            assertEquals(1, losses(chat).size(), part.toString());
            assertEquals(1, body(chat).at("/messages/0/content").size());
        }
        ChatRequest system = Exchanges.chat(List.of(Message.of(Role.SYSTEM, List.of(new Part.Image(new Media.Bytes("image/png", SOME),
                Optional.empty()))), Message.user("x")));
        assertEquals(1, losses(system).size());
    }

    @Test
    void namesAndStrangeFieldsOfMessagesAreLosses() {
        Message message = new Message(Role.USER, List.of(new Part.Text("x")), Optional.of("Ann"), Exchanges.object("{'odd':1,'~openai':2}"));
        assertEquals(2, losses(Exchanges.chat(List.of(message))).size());
    }

    private static JsonNode only(Part part) {
        return body(Exchanges.chat(List.of(Message.of(Role.USER, List.of(part))))).at("/messages/0/content/0");
    }

    private static JsonNode body(ChatRequest chat) {
        return Exchanges.body(chat, "meta.llama3");
    }

    private static List<String> losses(ChatRequest chat) {
        assertTrue(Json.read(Exchanges.order(chat, "meta.llama3", false).body()).has("messages"));
        return Exchanges.losses(chat, "meta.llama3");
    }
}
