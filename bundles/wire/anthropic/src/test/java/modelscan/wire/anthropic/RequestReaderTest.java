package modelscan.wire.anthropic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Losses;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Seal;
import modelscan.api.model.Tools;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RequestReaderTest {

    static List<String> corpus() {
        return Exchanges.lines("requests.jsonl");
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void whatIsReadIsWrittenAgain(String line) {
        JsonNode original = Json.read(line);
        RequestWriting written = RequestWriting.of(read(line), Model.unknown("m", Operation.CHAT),
                original.path("stream").asBoolean());
        assertEquals(original, Json.read(Json.write(written.json())));
        assertEquals(List.of(), written.losses());
    }

    @Test
    void aConversationWithTools() {
        ChatRequest chat = read(corpus().get(3));
        assertEquals(List.of(Role.USER, Role.ASSISTANT, Role.TOOL, Role.USER), chat.messages().stream().map(Message::role).toList());
        assertEquals(List.of(
                new Part.Thinking("hm", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
                new Part.Thinking("", Optional.empty(), Optional.of(new Seal("anthropic", "enc"))), new Part.Text("a"),
                new Part.ToolCall("t1", "look", "{\"x\":1}"), new Part.ToolCall("t2", "look", "{}")),
                chat.messages().get(1).parts());
        assertEquals(List.of(new Part.ToolResult("t1", List.of(new Part.Text("ok"),
                        new Part.Image(new Media.Link(URI.create("https://e/a.png"), Optional.empty()), Optional.empty())), false),
                new Part.ToolResult("t2", List.of(new Part.Text("bad")), true),
                new Part.CacheMark(Optional.of(Duration.ofHours(1)))), chat.messages().get(2).parts());
        assertEquals(Optional.of(false), chat.tools().parallel());
        assertEquals("d", chat.tools().definitions().getFirst().description());
    }

    @Test
    void mediaOfEveryKind() {
        List<Part> parts = read(corpus().get(12)).messages().getFirst().parts();
        Part.Document text = assertInstanceOf(Part.Document.class, parts.getFirst());
        assertEquals(Optional.of("T"), text.name());
        assertEquals("grüß", new String(((Media.Bytes) text.media()).data(), StandardCharsets.UTF_8));
        assertEquals(new Part.Document(new Media.Upload("file_1"), Optional.empty()), parts.get(1));
        Media.Bytes pdf = assertInstanceOf(Media.Bytes.class, ((Part.Document) parts.get(2)).media());
        assertArrayEquals(new byte[3], pdf.data());
        assertEquals("application/pdf", pdf.mediaType());
    }

    @Test
    void aForeignSealIsKnownByItsName() {
        ChatRequest chat = read("{'model':'m','messages':[{'role':'assistant','content':[{'type':'thinking','thinking':'t','signature':'gemini#Eq'}]}]}"
                .replace('\'', '"'));
        assertEquals(new Part.Thinking("t", Optional.of(new Seal("gemini", "Eq")), Optional.empty()),
                chat.messages().getFirst().parts().getFirst());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', nullValues = "-", textBlock = """
            `thinking`:{`type`:`enabled`,`budget_tokens`:2048}                       ! -     ! 2048
            `thinking`:{`type`:`adaptive`}                                           ! -     ! -
            `thinking`:{`type`:`adaptive`},`output_config`:{`effort`:`max`}          ! max   ! -
            `thinking`:{`type`:`disabled`},`output_config`:{`effort`:`low`}          ! none  ! -
            `output_config`:{`effort`:`low`}                                         ! low   ! -
            """)
    void howHardToThink(String fields, String effort, Integer budget) {
        ChatRequest chat = read(("{`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}]," + fields + "}").replace('`', '"'));
        assertEquals(Optional.of(new Reasoning(Optional.ofNullable(effort), Optional.ofNullable(budget))), chat.reasoning());
    }

    @Test
    void aSchemaAndToolsAndTheirChoice() {
        assertInstanceOf(ResponseFormat.Schema.class, read(corpus().get(7)).format());
        assertInstanceOf(ResponseFormat.Schema.class, read(corpus().get(8)).format());
        Tools tools = read(corpus().get(10)).tools();
        assertEquals(List.of("a", "b"), tools.definitions().stream().map(Tools.Definition::name).toList());
        assertEquals(new Tools.Choice.Named("a"), tools.choice());
        assertEquals(Optional.of(new Part.CacheMark(Optional.of(Duration.ofHours(1)))), tools.cached());
        assertEquals(new Tools.Choice.Required(), read(corpus().get(11)).tools().choice());
        assertEquals(new Tools.Choice.Forbidden(), read(corpus().get(13)).tools().choice());
    }

    @Test
    void whatHasNoNeutralWordIsALossElsewhere() {
        ChatRequest hosted = read(corpus().get(10));
        ChatRequest blocks = read(corpus().get(9));
        Losses losses = new Losses();
        losses.strange(hosted.extra(), "other");
        losses.strange(blocks.extra(), "other");
        blocks.messages().forEach(message -> losses.strange(message.extra(), "other"));
        assertEquals(List.of("tools[].web_search_20250305", "tools[].defer_loading", "tools[].bash_20250124",
                "thread", "service_tier", "content[].container_upload", "content[].odd", "content[].search_result",
                "odd", "content[].server_tool_use", "content[].web_search_tool_result", "content[].citations"),
                losses.all().stream().map(loss -> loss.substring(0, loss.indexOf(':'))).toList());
        Losses none = new Losses();
        none.strange(read(corpus().get(3)).extra(), "other");
        assertEquals(List.of(), none.all(), "the notes of the dialect are no loss");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`messages`:[{`role`:`user`,`content`:`x`}]}                                                   ! model
            {`model`:`m`,`messages`:[]}                                                                    ! messages
            {`model`:`m`,`messages`:[{`role`:`owner`,`content`:`x`}]}                                      ! messages[0].role
            {`model`:`m`,`messages`:[{`role`:`user`}]}                                                     ! messages[0].content
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:7}]}                                         ! messages[0].content
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[{`type`:`text`}]}]}                         ! messages[0].content[0].text
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[{`type`:`image`,`source`:{`type`:`base64`,`media_type`:`a`,`data`:`*`}}]}]}  ! messages[0].content[0].source.data
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[{`type`:`tool_result`}]}]}                  ! messages[0].content[0].tool_use_id
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`max_tokens`:`many`}                   ! max_tokens
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`tool_choice`:{`type`:`x`}}            ! tool_choice.type
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`tools`:[{`input_schema`:{}}]}         ! tools[0].name
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`thinking`:{`budget_tokens`:1}}        ! thinking.type
            """)
    void whatIsWrongIsNamedWithItsPath(String json, String field) {
        FailureException refused = assertThrows(FailureException.class, () -> read(json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(field), refused.failure().field());
    }

    @Test
    void mutatedRequestsThrowNothingButFailures() {
        Random random = new Random(7);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = corpus().get(random.nextInt(corpus().size())).getBytes(StandardCharsets.UTF_8);
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0x".charAt(random.nextInt(9));
            }
            try {
                ChatRequest chat = RequestReader.read(Json.read(bytes), Json.object());
                RequestWriting.of(chat, Model.unknown("m", Operation.CHAT), true);
                read++;
            } catch (FailureException expected) {
                assertEquals(ErrorCode.INVALID_REQUEST, expected.failure().code());
            }
        }
        assertTrue(read > 100, "only " + read + " could be read");
    }

    private static ChatRequest read(String line) {
        return RequestReader.read(Json.read(line), Json.object());
    }
}
