package modelscan.wire.ollama;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestReaderTest {

    private static ChatRequest read(String json) {
        return (ChatRequest) Exchanges.chat(json).request();
    }

    @ParameterizedTest
    @CsvSource({"'',true", "',`stream`:null',true", "',`stream`:true',true", "',`stream`:false',false"})
    void aStreamUnlessToldOtherwise(String more, boolean stream) {
        Inquiry inquiry = Exchanges.chat("{'model':'m','messages':[{'role':'user','content':'x'}]" + more.replace('`', '"') + "}");
        assertEquals(stream, inquiry.stream());
        assertEquals(stream, ((ChatRequest) inquiry.request()).stream());
    }

    @Test
    void aConversation() {
        ChatRequest chat = read("""
                {'model':'m','messages':[{'role':'system','content':'Be brief.'},
                 {'role':'user','content':'What?','images':['iVBORw0KGgo=']},
                 {'role':'assistant','content':'','thinking':'hm','tool_calls':[
                   {'function':{'name':'look','arguments':{'x':1.50}}},{'function':{'name':'look','arguments':{'x':1.50}}},
                   {'id':'own','function':{'name':'hear','arguments':''}}]},
                 {'role':'tool','tool_name':'look','content':'one'},{'role':'tool','tool_name':'look','content':'two'},
                 {'role':'tool','tool_call_id':'own','content':'three'}],
                 'options':{'temperature':0.5,'top_p':1,'top_k':40,'num_predict':10,'num_ctx':4096,'stop':['a'],'seed':7},
                 'keep_alive':'5m','think':'high','format':'json'}""");
        assertEquals(Message.system("Be brief."), chat.messages().getFirst());
        Part.Image image = (Part.Image) chat.messages().get(1).parts().get(1);
        assertEquals("image/png", ((Media.Bytes) image.media()).mediaType());
        List<Part> said = chat.messages().get(2).parts();
        assertEquals(List.of(new Part.Thinking("hm", Optional.empty(), Optional.empty()),
                new Part.ToolCall("call_1", "look", "{\"x\":1.50}"), new Part.ToolCall("call_2", "look", "{\"x\":1.50}"),
                new Part.ToolCall("own", "hear", "{}")), said);
        assertEquals(List.of("call_1", "call_2", "own"), chat.messages().subList(3, 6).stream()
                .map(message -> ((Part.ToolResult) message.parts().getFirst()).id()).toList());
        assertEquals(Role.TOOL, chat.messages().get(4).role());
        assertEquals(Optional.of(0.5), chat.sampling().temperature());
        assertEquals(Optional.of(10), chat.sampling().maximumOutput());
        assertEquals(Optional.of(40), chat.sampling().topK());
        assertEquals(List.of("a"), chat.sampling().stop());
        assertEquals(new ResponseFormat.Json(), chat.format());
        assertEquals(Optional.of(new Reasoning(Optional.of("high"), Optional.empty())), chat.reasoning());
        Exchanges.assertJson("{'keep_alive':'5m','~ollama':'ollama','options':{'num_ctx':4096}}", chat.extra());
    }

    @Test
    void aSinglePrompt() {
        Inquiry inquiry = Exchanges.inquiry("/api/generate", """
                {'model':'m','prompt':'Why?','system':'Be brief.','images':['/9j/'],'suffix':'s','raw':true,'template':'t',
                 'format':{'type':'object'},'think':false,'options':{'num_predict':-1}}""");
        ChatRequest chat = (ChatRequest) inquiry.request();
        assertTrue(inquiry.stream());
        assertEquals(2, chat.messages().size());
        assertEquals("Why?", chat.messages().get(1).text());
        Media.Bytes picture = (Media.Bytes) ((Part.Image) chat.messages().get(1).parts().get(1)).media();
        assertEquals("image/jpeg", picture.mediaType());
        assertArrayEquals(new byte[] {-1, -40, -1}, picture.data());
        assertTrue(chat.format() instanceof ResponseFormat.Schema(String _, var schema, var _) && schema.has("type"));
        assertEquals(Optional.of("none"), chat.reasoning().orElseThrow().effort());
        assertEquals(Optional.empty(), chat.sampling().maximumOutput());
        Exchanges.assertJson("{'suffix':'s','raw':true,'template':'t','~ollama':'ollama-generate','options':{'num_predict':-1}}",
                chat.extra());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`model`:``,`messages`:[{`role`:`user`,`content`:`x`}]}               ! model
            {`messages`:[{`role`:`user`,`content`:`x`}]}                          ! model
            {`model`:`m`,`messages`:[]}                                           ! messages
            {`model`:`m`,`messages`:{}}                                           ! messages
            {`model`:`m`,`messages`:[{`content`:`x`}]}                            ! messages[0].role
            {`model`:`m`,`messages`:[{`role`:`robot`}]}                           ! messages[0].role
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:[1]}]}              ! messages[0].content
            {`model`:`m`,`messages`:[{`role`:`user`,`images`:[`*`]}]}             ! messages[0].images[0]
            {`model`:`m`,`messages`:[{`role`:`assistant`,`tool_calls`:[{}]}]}     ! messages[0].tool_calls[0].function
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`format`:`xml`}              ! format
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`options`:{`top_k`:`x`}}     ! options.top_k
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`options`:{`seed`:1.5}}      ! options.seed
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`think`:7}                   ! think
            {`model`:`m`,`messages`:[{`role`:`user`,`content`:`x`}],`tools`:[{`type`:`function`,`function`:{}}]}  ! tools[0].function.name
            """)
    void whatIsWrongIsNamedWithItsPlace(String json, String field) {
        FailureException thrown = assertThrows(FailureException.class, () -> read(json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, thrown.failure().code());
        assertEquals(Optional.of(field), thrown.failure().field());
    }

    @Test
    void aStreamFlagOfAnotherKindIsRefusedAtOnce() {
        assertThrows(FailureException.class, () -> Exchanges.chat("{'model':'m','stream':'yes'}"));
        assertThrows(FailureException.class, () -> Exchanges.chat("[]"));
        assertThrows(FailureException.class, () -> Exchanges.inquiry("/api/generate", "{'model':'m','prompt':''}").request());
    }

    @Test
    void mutatedRequestsAreReadOrRefused() {
        Random random = new Random(7);
        byte[] seed = Exchanges.bytes("{'model':'m','messages':[{'role':'user','content':'x','images':['AAAA']},{'role':'assistant',"
                + "'tool_calls':[{'function':{'name':'f','arguments':{'a':1}}}]},{'role':'tool','tool_name':'f','content':'y'}],"
                + "'options':{'top_k':1,'num_predict':-1,'stop':['a']},'think':true,'format':{'a':1},'tools':[{'function':{'name':'f'}}]}");
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] data = seed.clone();
            for (int change = random.nextInt(4); change >= 0; change--) {
                data[random.nextInt(data.length)] = (byte) (round % 2 == 0 ? random.nextInt(256) : "{}[]:,\"\\01-en".charAt(random.nextInt(13)));
            }
            try {
                Exchanges.front(round % 3 == 0 ? "/api/generate" : "/api/chat")
                        .read(new modelscan.api.gateway.Front.Letter(java.util.Map.of(), java.util.Map.of(), data)).request();
            } catch (FailureException expected) {
                refused++;
            }
        }
        assertFalse(refused == 0);
    }
}
