package modelscan.wire.openai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Losses;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            /v1/embeddings         ! {`input`:`x`}                                  ! model
            /v1/embeddings         ! {`model`:`m`}                                  ! input
            /v1/embeddings         ! {`model`:`m`,`input`:[]}                       ! input
            /v1/embeddings         ! {`model`:`m`,`input`:7}                        ! input
            /v1/rerank             ! {`model`:`m`,`documents`:[`a`]}                ! query
            /v1/rerank             ! {`model`:`m`,`query`:`q`}                      ! documents
            /v1/rerank             ! {`model`:`m`,`query`:`q`,`documents`:[]}       ! documents
            /v1/search             ! {`model`:`m`}                                  ! query
            /v1/search             ! {`query`:`q`}                                  ! model
            /v1/moderations        ! {}                                             ! input
            /v1/images/generations ! {`model`:`m`}                                  ! prompt
            /v1/images/generations ! {`model`:`m`,`prompt`:`p`,`stream`:true}       ! stream
            /v1/images/generations ! {`prompt`:`p`}                                 ! model
            /v1/images/edits       ! {`model`:`m`,`prompt`:`p`}                     ! image
            /v1/audio/speech       ! {`model`:`m`}                                  ! input
            /v1/audio/speech       ! {`model`:`m`,`input`:`x`,`stream_format`:`x`}  ! stream_format
            """)
    void whatIsMissingIsNamedAndForeignMediaTypesAreRefused(String path, String json, String field) {
        FailureException refused = assertThrows(FailureException.class, () -> Fronts.json(path, json.replace('`', '"')));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.failure().code());
        assertEquals(Optional.of(field), refused.failure().field());
        assertTrue(refused.failure().message().matches("'.*' (is missing: .*|must .*|cannot be .*)"), refused.failure().message());
        assertEquals(ErrorCode.UNSUPPORTED_MEDIA, assertThrows(FailureException.class,
                () -> Fronts.read(path, "text/plain", Exchanges.bytes("{}"))).failure().code());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            /v1/embeddings         ! {`model`:`a/m`,`input`:`x`,`encoding_format`:`base64`,`dimensions`:8,`user`:`u`}
            /v1/embeddings         ! {`model`:`a/m`,`input`:[`x`,`y`],`input_type`:`query`}
            /v1/embeddings         ! {`model`:`a/m`,`input`:[[1,2],[3]]}
            /v1/rerank             ! {`model`:`a/m`,`query`:`q`,`documents`:[`a`],`top_n`:1,`return_documents`:true,`odd`:1}
            /v1/rerank             ! {`model`:`a/m`,`query`:`q`,`documents`:[`a`],`top_k`:1}
            /v1/search             ! {`model`:`a/m`,`query`:`q`,`max_results`:3,`domains`:[`a.org`]}
            /v1/moderations        ! {`model`:`a/m`,`input`:`x`}
            /v1/moderations        ! {`model`:`a/m`,`input`:[`x`,`y`]}
            /v1/moderations        ! {`model`:`a/m`,`input`:[{`type`:`text`,`text`:`x`},{`type`:`image_url`,`image_url`:{`url`:`https://a/b`}}]}
            /v1/images/generations ! {`model`:`a/m`,`prompt`:`p`,`n`:2,`size`:`1x1`,`quality`:`high`,`response_format`:`url`}
            /v1/audio/speech       ! {`model`:`a/m`,`input`:`x`,`voice`:{`id`:`v`},`response_format`:`wav`,`speed`:1.5,`instructions`:`i`,`stream_format`:`sse`}
            """)
    void onlyTheModelIsReplacedAndWhatIsReadIsWrittenAgain(String path, String text) {
        String json = text.replace('`', '"');
        Inquiry inquiry = Fronts.json(path, json);
        assertEquals(json.replace("a/m", "m"), new String(Fronts.order(inquiry).body(), StandardCharsets.UTF_8));
        Back.Order written = Fronts.order(inquiry.changed(inquiry.request()));
        Exchanges.assertJson(json.replace("a/m", "m"), Json.read(written.body()));
        assertEquals(path, "/v1" + written.path());
        assertEquals(List.of(), written.losses());
    }

    @Test
    void vectorsInBothEncodings() {
        Inquiry floats = Fronts.json("/v1/embeddings", "{'model':'m','input':['a','b']}");
        Inquiry base64 = Fronts.json("/v1/embeddings", "{'model':'m','input':['a','b'],'encoding_format':'base64'}");
        List<StreamEvent> events = Fronts.events(floats, Fronts.whole("{'model':'e','data':[{'index':1,'embedding':[1.5,-2]},"
                + "{'index':0,'embedding':'AADAPwAAAMA='}],'usage':{'total_tokens':3}}"));
        for (int at : new int[] {1, 2}) {
            assertArrayEquals(new float[] {1.5f, -2}, ((StreamEvent.Embedded) events.get(at)).values());
        }
        assertEquals(new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 3)), events.get(3));
        StreamEvent[] foreign = events.toArray(StreamEvent[]::new);
        Exchanges.assertJson("{'object':'list','data':[{'object':'embedding','index':0,'embedding':[1.5,-2.0]},"
                + "{'object':'embedding','index':1,'embedding':[1.5,-2.0]}],'model':'e','usage':{'prompt_tokens':3,'total_tokens':3}}",
                Json.read(Fronts.written("/v1/embeddings", floats, foreign)));
        assertEquals("AADAPwAAAMA=", Json.read(Fronts.written("/v1/embeddings", base64, foreign)).at("/data/0/embedding").asText());
        assertEquals("{\"data\" : [],\"x\":1.50}", Fronts.passed("/v1/embeddings", base64, Fronts.whole("{'data' : [],'x':1.50}")));
    }

    @Test
    void tokensAreForTheirOwnDialectOnly() {
        Request request = Fronts.json("/v1/embeddings", "{'model':'m','input':[1,2]}").request();
        assertThrows(FailureException.class, () -> new Losses().strange(request.extra(), "other"));
        EmbeddingRequest foreign = new EmbeddingRequest("m", List.of("x"), Optional.empty(), Optional.of("query"), Json.object().put("odd", 1));
        Back.Order order = Fronts.order(Inquiry.of(foreign, false));
        Exchanges.assertJson("{'model':'m','input':['x']}", Json.read(order.body()));
        assertEquals(2, order.losses().size(), order.losses().toString());
    }

    @Test
    void ranksOfAllShapes() {
        Inquiry inquiry = Fronts.json("/v1/rerank",
                "{'model':'m','query':'q','documents':['a',{'text':'b'}],'top_n':1,'return_documents':true}");
        assertEquals(List.of("a", "b"), ((RerankRequest) inquiry.request()).documents());
        for (String answer : List.of("{'results':[{'index':1,'relevance_score':0.5}],'meta':{'billed_units':{'search_units':1}}}",
                "{'data':[{'index':1,'relevance_score':0.5}],'usage':{'total_tokens':7}}", "{'results':[{'index':1,'score':0.5}]}")) {
            assertTrue(Fronts.events(inquiry, Fronts.whole(answer)).contains(new StreamEvent.Ranked(1, 0.5)), answer);
        }
        Exchanges.assertJson("{'model':'m','object':'list','results':[{'index':1,'relevance_score':0.5,'document':{'text':'b'}}],"
                + "'meta':{'billed_units':{'search_units':1}}}", Json.read(Fronts.written("/v1/rerank", inquiry,
                new StreamEvent.Ranked(0, 0.1), new StreamEvent.Ranked(1, 0.5),
                new StreamEvent.UsageReported(Usage.NONE.with(Unit.SEARCH, 1)))));
    }

    @Test
    void verdicts() {
        Inquiry inquiry = Fronts.json("/v1/moderations", "{'input':'x'}");
        assertEquals("omni-moderation-latest", inquiry.model());
        assertEquals(List.of(new Part.Text("x")), ((ModerationRequest) inquiry.request()).inputs());
        StreamEvent verdict = new StreamEvent.Moderated(0, true, List.of("hate"));
        assertTrue(Fronts.events(inquiry, Fronts.whole(
                "{'results':[{'flagged':true,'categories':{'hate':true,'violence':false}}]}")).contains(verdict));
        JsonNode result = Json.read(Fronts.written("/v1/moderations", inquiry, verdict)).at("/results/0");
        assertTrue(result.path("flagged").booleanValue());
        assertTrue(result.at("/categories/hate").booleanValue());
        assertEquals(0, result.at("/category_scores/violence").intValue());
    }

    @Test
    void hits() {
        Inquiry inquiry = Fronts.json("/v1/search", "{'model':'m','query':'q','limit':2,'domains':['a.org']}");
        assertEquals(Optional.of(2), ((SearchRequest) inquiry.request()).limit());
        List<StreamEvent> events = Fronts.events(inquiry, Fronts.whole("{'answer':'yes','results':["
                + "{'title':'t','url':'u','content':'s','score':0.5},{'title':'t2','url':'u2','snippet':'s2'}]}"));
        Exchanges.assertJson("{'results':[{'title':'t','url':'u','snippet':'s','score':0.5},{'title':'t2','url':'u2','snippet':'s2'}],"
                + "'answer':'yes'}", Json.read(Fronts.written("/v1/search", inquiry, events.toArray(StreamEvent[]::new))));
    }

    @Test
    void picturesByBytesAndByAddress() {
        Inquiry bytes = Fronts.json("/v1/images/generations", "{'model':'m','prompt':'p'}");
        Inquiry address = Fronts.json("/v1/images/generations", "{'model':'m','prompt':'p','response_format':'url'}");
        List<StreamEvent> events = Fronts.events(bytes, Fronts.whole("{'created':1,'output_format':'webp','data':["
                + "{'b64_json':'AQI=','revised_prompt':'r'},{'url':'https://a/b'}],'usage':{'input_tokens':5,'output_tokens':7,"
                + "'input_tokens_details':{'image_tokens':2}}}"));
        Media.Bytes first = (Media.Bytes) ((StreamEvent.MediaProduced) events.get(1)).media();
        assertEquals("image/webp", first.mediaType());
        assertEquals(new StreamEvent.UsageReported(Usage.NONE.with(Unit.INPUT, 5).with(Unit.OUTPUT, 7).with(Unit.INPUT_IMAGE, 2)
                .with(Unit.IMAGE, 2)), events.getLast());
        StreamEvent[] foreign = events.toArray(StreamEvent[]::new);
        Exchanges.assertJson("{'created':1795255200,'data':[{'b64_json':'AQI=','revised_prompt':'r'},{'url':'https://a/b'}],'usage':"
                + "{'input_tokens':5,'output_tokens':7,'total_tokens':12,'input_tokens_details':{'image_tokens':2,'text_tokens':3}}}",
                Json.read(Fronts.written("/v1/images/generations", bytes, foreign)));
        assertEquals("data:image/webp;base64,AQI=",
                Json.read(Fronts.written("/v1/images/generations", address, foreign)).at("/data/0/url").asText());
    }

    @Test
    void editsGoAsForms() {
        Inquiry inquiry = Fronts.form("/v1/images/edits", "model=a/m", "prompt=p", "n=2", "image[]@a.png:image/png=A",
                "image[]@b.jpg:application/octet-stream=B", "mask@m.png:image/png=M", "quality=low");
        ImageRequest image = (ImageRequest) inquiry.request();
        assertEquals(Optional.of(2), image.count());
        assertEquals("image/jpeg", ((Media.Bytes) image.sources().get(1)).mediaType());
        Back.Order order = Fronts.order(inquiry);
        assertEquals("/images/edits", order.path());
        FormData sent = FormData.read(order.headers().get("content-type"), order.body());
        Exchanges.assertJson("{'model':'m','prompt':'p','n':'2','quality':'low'}", sent.fields().node());
        assertEquals(List.of("A", "B"), sent.files("image").stream().map(file -> new String(file.data(), StandardCharsets.UTF_8)).toList());
        assertEquals("M", new String(sent.files("mask").getFirst().data(), StandardCharsets.UTF_8));
        Back.Order byAddress = Fronts.order(Fronts.json("/v1/images/edits",
                "{'model':'m','prompt':'p','images':[{'image_url':'https://a/b'},{'file_id':'f'}]}"));
        Exchanges.assertJson("{'model':'m','prompt':'p','images':[{'image_url':'https://a/b'},{'file_id':'f'}]}",
                Json.read(byAddress.body()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            {                                            ! PROVIDER_GARBAGE
            []                                           ! PROVIDER_GARBAGE
            {`error`:{`message`:`m`,`code`:429}}         ! RATE_LIMITED
            {`detail`:`m`}                               ! PROVIDER_ERROR
            {`data`:7,`results`:`x`}                     ! PROVIDER_GARBAGE
            {`data`:[{`embedding`:[`x`]}],`results`:[{}]} ! PROVIDER_GARBAGE
            """)
    void whatIsNoAnswerFails(String body, ErrorCode code) {
        for (String request : List.of("/v1/embeddings {'model':'m','input':'x'}", "/v1/rerank {'model':'m','query':'q','documents':['a']}",
                "/v1/images/generations {'model':'m','prompt':'p'}", "/v1/audio/speech {'model':'m','input':'x'}")) {
            Inquiry inquiry = Fronts.json(request.split(" ", 2)[0], request.split(" ", 2)[1]);
            List<StreamEvent> events = Fronts.events(inquiry, Frame.whole(body.replace('`', '"').getBytes(StandardCharsets.UTF_8)));
            StreamEvent.Failed failed = assertInstanceOf(StreamEvent.Failed.class, events.getLast(), request);
            assertEquals(code, failed.failure().code(), request);
            assertEquals(Optional.of("acme"), failed.failure().provider());
        }
        assertEquals(Optional.empty(), Exchanges.DIALECT.back(Operation.VIDEO));
    }
}
