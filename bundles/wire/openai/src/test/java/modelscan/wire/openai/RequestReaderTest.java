package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Seal;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
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
        ChatRequest request = RequestReader.read(original);
        JsonNode written = RequestWriting.write(request, request.model(), request.stream(), new Losses());
        assertEquals(original, Json.read(Json.write(written)));
    }

    @Test
    void readingLeavesTheTreeAsItWas() {
        for (String line : corpus()) {
            JsonNode tree = Json.read(line);
            ChatRequest request = RequestReader.read(tree);
            RequestWriting.write(request, "other", true, new Losses());
            RequestWriting.write(request, "other", true, new Losses());
            assertEquals(Json.read(line), tree);
        }
    }

    @Test
    void neutralWords() {
        ChatRequest request = read("""
                {'model':'m','messages':[{'role':'developer','content':'d'},
                 {'role':'user','content':[{'type':'text','text':'t'},{'type':'image_url','image_url':{'url':'data:image/png;base64,AQID'}}]},
                 {'role':'assistant','content':'a','reasoning_content':'hm','tool_calls':[{'id':'c','function':{'name':'n','arguments':{'x':1}}}]},
                 {'role':'tool','tool_call_id':'c','content':'r'}],
                 'stop':'END','max_tokens':5,'stream':true,'tool_choice':'required','response_format':{'type':'json_object'},'new':1}""");
        assertEquals(Role.SYSTEM, request.messages().get(0).role());
        Part.Image image = assertInstanceOf(Part.Image.class, request.messages().get(1).parts().get(1));
        Media.Bytes png = assertInstanceOf(Media.Bytes.class, image.media());
        assertEquals("image/png", png.mediaType());
        assertArrayEquals(new byte[] {1, 2, 3}, png.data());
        assertEquals(List.of(new Part.Thinking("hm", Optional.empty(), Optional.empty()), new Part.Text("a"),
                new Part.ToolCall("c", "n", "{\"x\":1}")), request.messages().get(2).parts());
        assertEquals(List.of(new Part.ToolResult("c", List.of(new Part.Text("r")), false)), request.messages().get(3).parts());
        assertEquals(List.of("END"), request.sampling().stop());
        assertEquals(Optional.of(5), request.sampling().maximumOutput());
        assertEquals(new Tools.Choice.Required(), request.tools().choice());
        assertEquals(new ResponseFormat.Json(), request.format());
        assertEquals(1, request.extra().path("new").asInt());
    }

    @Test
    void percentDataUrlsAndOddAddressesAreRead() {
        ChatRequest request = read("""
                {'model':'m','messages':[{'role':'user','content':[
                 {'type':'image_url','image_url':{'url':'data:image/svg+xml,%3Csvg%3E+'}},
                 {'type':'image_url','image_url':'https://example.org/a b|c.png'}]}]}""");
        Media.Bytes svg = (Media.Bytes) ((Part.Image) request.messages().getFirst().parts().get(0)).media();
        assertArrayEquals("<svg>+".getBytes(java.nio.charset.StandardCharsets.US_ASCII), svg.data());
        Media.Link link = (Media.Link) ((Part.Image) request.messages().getFirst().parts().get(1)).media();
        assertEquals("https://example.org/a%20b%7Cc.png", link.uri().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            []                                                                    !
            {`messages`:[]}                                                       ! model
            {`model`:7,`messages`:[]}                                             ! model
            {`model`:`m`}                                                         ! messages
            {`model`:`m`,`messages`:{}}                                           ! messages
            {`model`:`m`,`messages`:[]}                                           ! messages
            {`model`:`m`,`messages`:[7]}                                          ! messages[0]
            {`model`:`m`,`messages`:[{`content`:`x`}]}                            ! messages[0].role
            {`model`:`m`,`messages`:[{`role`:`king`,`content`:`x`}]}              ! messages[0].role
            {`model`:`m`,`messages`:[{`role`:`user`}]}                            ! messages[0].content
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:7}]}                ! messages[0].content
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[`x`]}]}            ! messages[0].content[0]
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[{`type`:7}]}]}     ! messages[0].content[0].type
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[{`type`:`text`}]}]}  ! messages[0].content[0].text
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[{`type`:`image_url`,`image_url`:{`url`:`data:;base64,*`}}]}]}  ! messages[0].content[0].image_url.url
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[{`type`:`image_url`,`image_url`:{`url`:`data:x`}}]}]}  ! messages[0].content[0].image_url.url
            {`model`:`m`,`messages`:[{`role`:`tool`,`content`:`x`}]}              ! messages[0].tool_call_id
            {`model`:`m`,`messages`:[{`role`:`assistant`,`tool_calls`:[{`id`:`c`}]}]}  ! messages[0].tool_calls[0].function
            {`model`:`m`,`messages`:[{`role`:`assistant`,`tool_calls`:[{`id`:`c`,`function`:{`name`:7}}]}]}  ! messages[0].tool_calls[0].function.name
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`temperature`:`hot`}  ! temperature
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`n`:1.5}      ! n
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`stop`:[7]}   ! stop[0]
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`stream`:`yes`}  ! stream
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`tools`:[{`type`:`function`}]}  ! tools[0].function
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`tools`:[{`type`:`function`,`function`:{}}]}  ! tools[0].function.name
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`tool_choice`:`sometimes`}  ! tool_choice
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`response_format`:{`type`:`json_schema`}}  ! response_format.json_schema
            """)
    void whatIsWrongIsNamedWithItsPath(String json, String path) {
        FailureException refused = assertThrows(FailureException.class, () -> read(json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(path == null ? "" : path), refused.failure().field());
    }

    @Test
    void toolResultsOfOneTurnBecomeMessagesAndTheirPicturesFollow() {
        Part picture = new Part.Image(new Media.Bytes("image/png", new byte[] {1}), Optional.empty());
        ChatRequest request = ChatRequest.of("m", Message.of(Role.USER, List.of(
                new Part.ToolResult("a", List.of(new Part.Text("1"), picture), false),
                new Part.ToolResult("b", List.of(new Part.Text("2")), false), new Part.Text("go on"))));
        Exchanges.assertJson("""
                [{'role':'tool','tool_call_id':'a','content':'1'},{'role':'tool','tool_call_id':'b','content':'2'},
                 {'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,AQ=='}}]},
                 {'role':'user','content':'go on'}]""", RequestWriting.write(request, "m", false, new Losses()).get("messages"));
    }

    @Test
    void aChangedPartKeepsWhatItsNeighboursSaidBeside() {
        ChatRequest request = read("""
                {'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'secret'},
                 {'type':'video_url','video_url':{'url':'u'}},{'type':'text','text':'b','cache_control':{}}]}]}""");
        Message message = request.messages().getFirst();
        Message redacted = new Message(message.role(), List.of(new Part.Text("***"), message.parts().get(1)), message.name(),
                message.extra());
        Exchanges.assertJson("""
                [{'type':'text','text':'***'},{'type':'video_url','video_url':{'url':'u'}},
                 {'type':'text','text':'b','cache_control':{}}]""",
                RequestWriting.write(request.withMessages(List.of(redacted)), "m", false, new Losses()).at("/messages/0/content"));
    }

    @Test
    void thoughtsAreSentUnderTheUsualWord() {
        ChatRequest request = ChatRequest.of("m", Message.of(Role.ASSISTANT,
                List.of(new Part.Thinking("hm", Optional.of(new Seal("openai", "signed")), Optional.empty()), new Part.Text("a"))));
        Exchanges.assertJson("{'role':'assistant','reasoning_content':'hm','reasoning_details':[{'type':'reasoning.text','text':'hm','signature':'signed'}],'content':'a'}",
                RequestWriting.write(request, "m", false, new Losses()).at("/messages/0"));
    }

    private static ChatRequest read(String json) {
        return RequestReader.read(Json.read(Exchanges.bytes(json)));
    }
}
