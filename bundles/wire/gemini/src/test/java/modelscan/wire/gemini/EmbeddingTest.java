package modelscan.wire.gemini;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingTest {
    private static final String ONE = "{'model':'models/m','content':{'parts':[{'text':'a'},{'text':'b'}]},'taskType':'RETRIEVAL_QUERY','output_dimensionality':3,'title':'t'}";
    private static final String TWO = "{'requests':[{'model':'models/m','content':{'parts':[{'text':'a'}]}},{'model':'models/m','content':{'parts':[{'text':'b'}]}}], 'odd':1}";

    @Test
    void oneText() {
        Inquiry inquiry = Exchanges.inquiry(Method.EMBED, Map.of(), ONE);
        EmbeddingRequest request = (EmbeddingRequest) inquiry.request();
        assertEquals(List.of("ab"), request.inputs());
        assertEquals(Optional.of(3), request.dimensions());
        assertEquals(Optional.of("query"), request.purpose());
        assertEquals("t", request.extra().path("title").asText());
        Back.Order order = Exchanges.order(inquiry, "other");
        assertEquals("/models/other:embedContent", order.path());
        assertEquals(ONE.replace("models/m", "models/other").replace('\'', '"'), new String(order.body(), java.nio.charset.StandardCharsets.UTF_8));
        Inquiry unnamed = Exchanges.inquiry(Method.EMBED, Map.of(), "{'content':{'parts':[{'text':'a'}]}}");
        assertSame(unnamed.original().orElseThrow().bytes(), Exchanges.order(unnamed, "other").body());
    }

    @Test
    void severalTexts() {
        Inquiry inquiry = Exchanges.inquiry(Method.BATCH, Map.of(), TWO);
        assertEquals(List.of("a", "b"), ((EmbeddingRequest) inquiry.request()).inputs());
        Back.Order order = Exchanges.order(inquiry, "other");
        assertEquals("/models/other:batchEmbedContents", order.path());
        Exchanges.assertJson(TWO.replace("models/m", "models/other"), Json.read(order.body()));
    }

    @ParameterizedTest
    @CsvSource({"query,RETRIEVAL_QUERY", "document,RETRIEVAL_DOCUMENT", "similarity,SEMANTIC_SIMILARITY", "clustering,CLUSTERING",
            "code_retrieval_query,CODE_RETRIEVAL_QUERY"})
    void purposes(String word, String type) {
        assertEquals(Optional.of(type), Purposes.write(word));
        assertEquals(word, Purposes.read(type));
    }

    @Test
    void aRequestFromElsewhere() {
        EmbeddingRequest request = new EmbeddingRequest("m", List.of("a", "b"), Optional.of(3), Optional.of("fun"),
                Json.object().put("encoding_format", "float").put("~openai", 1));
        Back.Order order = Exchanges.order(Inquiry.of(request, false), "e");
        assertEquals("/models/e:batchEmbedContents", order.path());
        Exchanges.assertJson("""
                {'requests':[{'model':'models/e','content':{'parts':[{'text':'a'}]},'outputDimensionality':3},
                 {'model':'models/e','content':{'parts':[{'text':'b'}]},'outputDimensionality':3}]}""", Json.read(order.body()));
        assertEquals(List.of("purpose: Gemini has no word for 'fun'", "encoding_format: unknown in the dialect gemini"), order.losses());
    }

    @Test
    void aChangedRequestKeepsUnknownFields() {
        Inquiry inquiry = Exchanges.inquiry(Method.EMBED, Map.of(), ONE);
        Exchanges.assertJson("{'requests':[{'model':'models/e','content':{'parts':[{'text':'ab'}]},'outputDimensionality':3,'taskType':'RETRIEVAL_QUERY','title':'t'}]}",
                Json.read(Exchanges.order(inquiry.changed(inquiry.request()), "e").body()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            EMBED ! {}                                          ! content
            BATCH ! {`content`:{}}                              ! requests
            """)
    void whatIsMissingIsNamed(Method method, String json, String field) {
        assertEquals(Optional.of(field), assertThrows(FailureException.class,
                () -> Exchanges.inquiry(method, Map.of(), json.replace('`', '"'))).failure().field());
    }

    @Test
    void vectorsAreReadAndWrittenInTheFormAskedFor() {
        String several = "{'embeddings':[{'values':[0.5,-1]},{'values':[2]}],'usageMetadata':{'promptTokenCount':4}}";
        Back.Reader reader = reader();
        Piece piece = reader.read(Frame.whole(Exchanges.bytes(several))).orElseThrow();
        assertArrayEquals(new float[] {0.5f, -1}, ((StreamEvent.Embedded) piece.events().get(1)).values());
        assertEquals(1, ((StreamEvent.Embedded) piece.events().get(2)).index());
        assertEquals(Usage.NONE.with(Unit.INPUT, 4), reader.usage());
        assertTrue(reader.complete());
        Front.Writer batch = writer(Method.BATCH);
        assertEquals(several.replace('\'', '"'), batch.write(piece).getFirst().text());
        assertEquals(List.of(), batch.end(Receipt.EMPTY));
        Front.Writer single = writer(Method.EMBED);
        assertEquals(List.of(), single.write(piece));
        Exchanges.assertJson("{'embedding':{'values':[0.5,-1.0]},'usageMetadata':{'promptTokenCount':4,'totalTokenCount':4}}",
                Json.read(single.end(Receipt.EMPTY).getFirst().data()));
    }

    @Test
    void vectorsFromElsewhere() {
        Front.Writer batch = writer(Method.BATCH);
        batch.write(Piece.of(new StreamEvent.Embedded(1, new float[] {2}), new StreamEvent.Embedded(0, new float[] {1})));
        Exchanges.assertJson("{'embeddings':[{'values':[1.0]},{'values':[2.0]}]}", Json.read(batch.end(Receipt.EMPTY).getFirst().data()));
        Failure failure = Failure.of(ErrorCode.PROVIDER_ERROR, "m");
        assertTrue(writer(Method.BATCH).write(Piece.failed(failure)).getFirst().text().startsWith("{\"error\""));
        assertTrue(writer(Method.BATCH).end(Receipt.EMPTY.failing(failure)).getFirst().text().startsWith("{\"error\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", "{'embeddings':[]}", "{'embedding':{'values':['x']}}", "{'embedding':7}"})
    void whatIsNoAnswer(String body) {
        Back.Reader reader = reader();
        assertEquals(ErrorCode.PROVIDER_GARBAGE,
                reader.read(Frame.whole(Exchanges.bytes(body))).orElseThrow().failure().orElseThrow().code());
        assertFalse(reader.complete());
    }

    @Test
    void errorsAndMutations() {
        Failure failure = reader().read(Frame.whole(Exchanges.bytes("[{'error':{'code':429,'message':'m'}}]"))).orElseThrow()
                .failure().orElseThrow();
        assertEquals(List.of(ErrorCode.RATE_LIMITED, Optional.of("acme")), List.of(failure.code(), failure.provider()));
        Random random = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            byte[] data = Exchanges.bytes("{'embeddings':[{'values':[0.5,-1]}],'usageMetadata':{'promptTokenCount':4}}");
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
            reader().read(Frame.whole(data)).orElseThrow().events();
        }
    }

    private static Back.Reader reader() {
        Inquiry inquiry = Exchanges.inquiry(Method.BATCH, Map.of(), TWO);
        return Exchanges.DIALECT.back(Operation.EMBEDDING).orElseThrow().reader(Exchanges.exchange(inquiry, "m"));
    }

    private static Front.Writer writer(Method method) {
        return Exchanges.front(method).writer(Exchanges.inquiry(method, Map.of(), method == Method.EMBED ? ONE : TWO));
    }
}
