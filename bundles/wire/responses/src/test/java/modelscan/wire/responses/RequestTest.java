package modelscan.wire.responses;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
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
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    static final String FULL = """
            {'model':'m','instructions':'be brief','input':[
              {'role':'developer','content':'dev','phase':'x'},
              {'role':'user','content':[{'type':'input_text','text':'hi'},{'type':'input_image','image_url':'https://e/x.png','detail':'low'},
                {'type':'input_file','filename':'a.pdf','file_data':'data:application/pdf;base64,AAE='},{'type':'input_image','file_id':'file-1','detail':'auto'},
                {'type':'input_audio','input_audio':{'data':'AAE=','format':'mp3'}}]},
              {'type':'reasoning','id':'rs_1','summary':[{'type':'summary_text','text':'think'}],'encrypted_content':'gAAA'},
              {'type':'message','role':'assistant','id':'msg_1','status':'completed','content':[{'type':'output_text','text':'look','annotations':[{'a':1}]}]},
              {'type':'web_search_call','id':'ws_1','status':'completed'},
              {'type':'function_call','id':'fc_1','call_id':'c1','name':'look','arguments':'{}'},
              {'type':'function_call','id':'fc_2','call_id':'c2','name':'look','arguments':'{\\"a\\":1}'},
              {'type':'function_call_output','call_id':'c1','output':'ok'},
              {'type':'function_call_output','call_id':'c2','output':[{'type':'input_text','text':'see'},{'type':'input_image','image_url':'data:image/png;base64,AAE='}]}],
             'tools':[{'type':'web_search','filters':{}},{'type':'function','name':'look','description':'d','parameters':{'type':'object'},'strict':true,'odd':1}],
             'tool_choice':{'type':'function','name':'look'},'parallel_tool_calls':false,'max_output_tokens':100,'temperature':0.5,'top_p':1,
             'text':{'format':{'type':'json_schema','name':'n','schema':{'type':'object'},'strict':true},'verbosity':'low'},
             'reasoning':{'effort':'high','summary':'auto'},'store':false,'include':['reasoning.encrypted_content'],'metadata':{'k':'v'},'truncation':null,'stream':true}""";

    @Test
    void everythingWithANeutralWord() {
        ChatRequest chat = Exchanges.chat(FULL);
        assertEquals(List.of(Role.SYSTEM, Role.SYSTEM, Role.USER, Role.ASSISTANT, Role.TOOL, Role.TOOL),
                chat.messages().stream().map(Message::role).toList());
        assertEquals("be brief", chat.messages().getFirst().text());
        List<Part> said = chat.messages().get(2).parts();
        assertEquals(new Part.Image(new Media.Link(URI.create("https://e/x.png"), Optional.empty()), Optional.of("low")), said.get(1));
        assertTrue(said.get(2) instanceof Part.Document(Media.Bytes file, Optional<String> name)
                && file.mediaType().equals("application/pdf") && name.equals(Optional.of("a.pdf")));
        assertEquals(new Part.Image(new Media.Upload("file-1"), Optional.of("auto")), said.get(3));
        assertTrue(said.get(4) instanceof Part.Audio(Media.Bytes sound, Optional<String> _) && sound.mediaType().equals("audio/mpeg"));
        assertEquals(List.of(new Part.Thinking("think", Optional.empty(), Optional.of(new Seal("responses", "gAAA"))),
                new Part.Text("look"), new Part.ToolCall("c1", "look", "{}"), new Part.ToolCall("c2", "look", "{\"a\":1}")),
                chat.messages().get(3).parts());
        assertEquals(new Part.ToolResult("c1", List.of(new Part.Text("ok")), false), chat.messages().get(4).parts().getFirst());
        assertEquals(2, ((Part.ToolResult) chat.messages().get(5).parts().getFirst()).parts().size());
        assertEquals(new Tools.Choice.Named("look"), chat.tools().choice());
        assertEquals(List.of(new Tools.Definition("look", "d", Json.read("{\"type\":\"object\"}"), Optional.of(true))),
                chat.tools().definitions());
        assertEquals(Optional.of(false), chat.tools().parallel());
        assertEquals(Optional.of(100), chat.sampling().maximumOutput());
        assertEquals(Optional.of(new Reasoning(Optional.of("high"), Optional.empty())), chat.reasoning());
        assertTrue(chat.format() instanceof ResponseFormat.Schema schema && schema.name().equals("n"));
        assertTrue(chat.stream());
    }

    @Test
    void whatOtherDialectsLose() {
        Losses losses = new Losses();
        losses.strange(Exchanges.chat(FULL).extra(), "other");
        assertEquals(List.of("metadata", "input[4] (web_search_call)", "tools[0] (web_search)", "text.verbosity"),
                losses.all().stream().map(loss -> loss.substring(0, loss.indexOf(": "))).toList());
    }

    @Test
    void aReadRequestIsWrittenAsItWas() {
        ChatRequest chat = Exchanges.chat(FULL);
        JsonNode written = Exchanges.written(chat);
        JsonNode expected = Json.read(Exchanges.bytes(FULL));
        ((ObjectNode) expected).remove("truncation");
        assertEquals(Json.read(Json.write(expected)), written);
    }

    @Test
    void onlyTheChangedItemIsWrittenAnew() {
        ChatRequest chat = Exchanges.chat(FULL);
        List<Message> messages = new ArrayList<>(chat.messages());
        Message answer = messages.get(3);
        List<Part> parts = new ArrayList<>(answer.parts());
        parts.set(1, new Part.Text("[removed]"));
        messages.set(3, new Message(answer.role(), parts, answer.name(), answer.extra()));
        JsonNode input = Exchanges.written(chat.withMessages(messages)).path("input");
        assertEquals("rs_1", input.at("/2/id").asText());
        Exchanges.assertJson("{'type':'message','role':'assistant','content':[{'type':'output_text','text':'[removed]'}]}", input.get(3));
        assertEquals("ws_1", input.at("/4/id").asText());
        assertEquals("fc_2", input.at("/6/id").asText());
        parts.removeFirst();
        messages.set(3, new Message(answer.role(), parts, answer.name(), answer.extra()));
        assertEquals("message", Exchanges.written(chat.withMessages(messages)).at("/input/2/type").asText());
    }

    @Test
    void aForeignRequestIsWritten() {
        Message thinking = Message.of(Role.ASSISTANT, List.of(
                new Part.Thinking("hm", Optional.empty(), Optional.empty()),
                new Part.Thinking("", Optional.empty(), Optional.of(new Seal("responses", "gAAA"))),
                new Part.Thinking("secret", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
                new Part.Text("a"), new Part.ToolCall("c", "f", "", Optional.of(new Seal("gemini", "s")))));
        ChatRequest chat = new ChatRequest("any", List.of(Message.system("one"), Message.system("two"), Message.user("q"),
                thinking, Message.of(Role.TOOL, List.of(new Part.ToolResult("c", List.of(new Part.Text("r")), true))),
                Message.system("late"), Message.user("")),
                new Tools(List.of(new Tools.Definition("f", "", Json.object(), Optional.empty())), new Tools.Choice.Required(),
                        Optional.empty()), chatSampling(), new ResponseFormat.Json(),
                Optional.of(new Reasoning(Optional.empty(), Optional.of(5000))), false,
                Json.object().put("logit_bias", 1).put("~openai", 2));
        Back.Order order = Exchanges.order(Inquiry.of(chat, false));
        assertEquals("/responses", order.path());
        Exchanges.assertJson("""
                {'model':'m','instructions':'one\\n\\ntwo','input':[{'type':'message','role':'user','content':'q'},
                 {'type':'reasoning','summary':[{'type':'summary_text','text':'hm'}],'encrypted_content':'gAAA'},
                 {'type':'message','role':'assistant','content':[{'type':'output_text','text':'a'}]},
                 {'type':'function_call','call_id':'c','name':'f','arguments':'{}'},
                 {'type':'function_call_output','call_id':'c','output':'r'},
                 {'type':'message','role':'system','content':'late'}],
                 'tools':[{'type':'function','name':'f','parameters':{'type':'object','properties':{}},'strict':false}],'tool_choice':'required',
                 'text':{'format':{'type':'json_object'}},'temperature':1,'max_output_tokens':9,'reasoning':{'effort':'medium','summary':'auto'},
                 'store':false,'include':['reasoning.encrypted_content']}""", Json.read(order.body()));
        assertEquals(List.of("thinking", "is_error", "top_k", "stop", "seed", "frequency_penalty", "presence_penalty", "n",
                "logit_bias"), order.losses().stream().map(loss -> loss.substring(0, loss.indexOf(": "))).toList());
    }

    private static Sampling chatSampling() {
        return new Sampling(Optional.of(1.0), Optional.empty(), Optional.of(3), Optional.of(9), List.of("x"),
                Optional.of(1L), Optional.of(0.1), Optional.of(0.2), Optional.of(2));
    }

    @Test
    void theOriginalTravels() {
        Inquiry inquiry = Exchanges.inquiry("{'model':'m','input':[{'odd':1}], 'previous_response_id':'resp_0',  'n' : 1e2}");
        assertSame(inquiry.original().orElseThrow().bytes(), Exchanges.order(inquiry).body());
        Inquiry renamed = Exchanges.inquiry("{ 'x' : 1.50, 'model' : 'acme/m', 'input':'a' }");
        assertArrayEquals(Exchanges.bytes("{'x' : 1.50,'model' : 'm','input':'a'}"), Exchanges.order(renamed).body());
        assertEquals("text/event-stream", Exchanges.order(Exchanges.asking(true)).headers().get("accept"));
    }

    @Test
    void sealsOfOtherVendorsStayBehind() {
        String body = "{'model':'m','input':[{'role':'user','content':'q'},{'type':'reasoning','summary':[{'type':'summary_text','text':'t'}],"
                + "'encrypted_content':'signature:anthropic#sig'},{'type':'reasoning','summary':[],'encrypted_content':'call:gemini#g'},"
                + "{'type':'function_call','call_id':'c','name':'f','arguments':''}]}";
        Inquiry inquiry = Exchanges.inquiry(body);
        assertEquals(List.of(new Part.Thinking("t", Optional.of(new Seal("anthropic", "sig")), Optional.empty()),
                new Part.ToolCall("c", "f", "{}", Optional.of(new Seal("gemini", "g")))),
                ((ChatRequest) inquiry.request()).messages().get(1).parts());
        Back.Order order = Exchanges.order(inquiry);
        assertEquals(List.of("user", ""), List.of(Json.read(order.body()).at("/input/0/role").asText(),
                Json.read(order.body()).at("/input/2").asText("")));
        assertEquals("function_call", Json.read(order.body()).at("/input/1/type").asText());
        assertEquals(1, order.losses().size());
        Inquiry own = Exchanges.inquiry("{'model':'m','input':[{'type':'reasoning','summary':[],'encrypted_content':'gAAA'}],'x':'a#b'}");
        assertSame(own.original().orElseThrow().bytes(), Exchanges.order(own).body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`model`:`m`,`input`:`x`,`previous_response_id`:`resp_0`}              ! previous_response_id
            {`model`:`m`,`input`:[{`type`:`item_reference`,`id`:`msg_0`}]}         ! input[0] (item_reference)
            """)
    void whatTheProviderHoldsCannotGoElsewhere(String body, String field) {
        ChatRequest chat = Exchanges.chat(body.replace('`', '"'));
        Failure failure = assertThrows(FailureException.class, () -> new Losses().strange(chat.extra(), "other")).failure();
        assertEquals(ErrorCode.UNSUPPORTED, failure.code());
        assertEquals(Optional.of(field), failure.field());
        assertTrue(Exchanges.written(chat).toString().contains("_0"), "but to a provider of this dialect it can");
    }

    @ParameterizedTest
    @CsvSource({"conversation,'{\"id\":\"conv_1\"}'", "background,true", "store,true", "prompt,'{\"id\":\"p\"}'"})
    void otherHeldThingsAreLosses(String field, String value) {
        ChatRequest chat = Exchanges.chat("{'model':'m','input':'x','" + field + "':" + value + "}");
        Losses losses = new Losses();
        losses.strange(chat.extra(), "other");
        assertEquals(List.of(field + ": unknown in the dialect other"), losses.all());
        assertEquals(Json.read(value), Exchanges.written(chat).path(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            `none`                                                     ! none
            {`type`:`web_search`}                                      ! {`type`:`web_search`}
            {`type`:`allowed_tools`,`mode`:`required`,`tools`:[]}      ! {`type`:`allowed_tools`,`mode`:`required`,`tools`:[]}
            """)
    void choicesOfTools(String choice, String written) {
        ChatRequest chat = Exchanges.chat("{'model':'m','input':'x','tool_choice':" + choice.replace('`', '"') + "}");
        JsonNode told = Exchanges.written(chat).path("tool_choice");
        assertEquals(written.replace('`', '"'), told.isTextual() ? told.asText() : told.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {`input`:`x`}                                                         ! model
            {`model`:`m`}                                                         ! input
            {`model`:`m`,`input`:7}                                               ! input
            {`model`:`m`,`input`:[7]}                                             ! input[0]
            {`model`:`m`,`input`:[{`role`:`king`,`content`:`x`}]}                 ! input[0].role
            {`model`:`m`,`input`:[{`role`:`user`}]}                               ! input[0].content
            {`model`:`m`,`input`:[{`role`:`user`,`content`:[{`type`:`input_image`}]}]} ! input[0].content[0].image_url
            {`model`:`m`,`input`:[{`type`:`function_call`,`name`:`f`}]}           ! input[0].call_id
            {`model`:`m`,`input`:`x`,`tools`:[{`type`:`function`}]}               ! tools[0].name
            {`model`:`m`,`input`:`x`,`tool_choice`:`perhaps`}                     ! tool_choice
            {`model`:`m`,`input`:`x`,`temperature`:`hot`}                         ! temperature
            {`model`:`m`,`input`:`x`,`reasoning`:`much`}                          ! reasoning
            """)
    void whatIsWrongIsNamed(String body, String field) {
        Failure failure = assertThrows(FailureException.class, () -> Exchanges.chat(body.replace('`', '"'))).failure();
        assertEquals(Optional.of(field), failure.field());
        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
    }

    @Test
    void whatTheModelShowsAndForeignNotesAreLosses() {
        Message shown = Message.of(Role.ASSISTANT, List.of(new Part.Image(new Media.Upload("f"), Optional.empty())));
        Message heard = new Message(Role.USER, List.of(new Part.Audio(new Media.Link(URI.create("https://e/a"),
                Optional.empty()), Optional.empty()), new Part.Text("x"), new Part.Document(new Media.Bytes("application/pdf",
                new byte[1]), Optional.empty())), Optional.of("Ann"), Json.object().put("odd", 1).put("~other", 2));
        Back.Order order = Exchanges.order(Inquiry.of(ChatRequest.of("m", shown, heard), true));
        assertEquals(List.of("odd", "image", "name", "audio"), order.losses().stream()
                .map(loss -> loss.substring(0, loss.indexOf(": "))).sorted(Comparator.comparing(
                        List.of("odd", "image", "name", "audio")::indexOf)).toList());
        JsonNode input = Json.read(order.body()).path("input");
        assertEquals(1, input.size());
        assertEquals("file.pdf", input.at("/0/content/1/filename").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "multipart/form-data; boundary=x"})
    void otherMediaTypesAreRefused(String type) {
        var letter = new Front.Letter(Map.of(), Map.of("content-type", type), new byte[0]);
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA,
                assertThrows(FailureException.class, () -> Exchanges.front().read(letter)).failure().code());
    }

    @Test
    void mutatedRequestsAreRefusedOrRead() {
        Random random = new Random(7);
        int read = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] data = Exchanges.bytes(FULL);
            for (int change = random.nextInt(3); change >= 0; change--) {
                data[random.nextInt(data.length)] = (byte) "{}[]:,\"\\01-en".charAt(random.nextInt(13));
            }
            try {
                Inquiry inquiry = Exchanges.front().read(new Front.Letter(Map.of(), Map.of(), data));
                Exchanges.order(inquiry.changed(inquiry.request()));
                read++;
            } catch (FailureException expected) {
                assertTrue(expected.failure().status() < 500);
            }
        }
        assertTrue(read > 100, "read " + read);
    }
}
