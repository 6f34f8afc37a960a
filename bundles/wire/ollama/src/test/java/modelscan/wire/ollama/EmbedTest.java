package modelscan.wire.ollama;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

class EmbedTest {
    private static final String MANY = "/api/embed";
    private static final String ONE = "/api/embeddings";
    private static final String ANSWER = "{'model':'m','embeddings':[[0.5,-1],[2,0.25]],'total_duration':1,'prompt_eval_count':4}";

    private static Back.Reader reader() {
        Inquiry inquiry = Exchanges.inquiry(MANY, "{'model':'m','input':'a'}");
        return Exchanges.back(Operation.EMBEDDING).reader(Exchanges.exchange(inquiry, "m"));
    }

    @Test
    void oneTextOrMany() {
        EmbeddingRequest one = (EmbeddingRequest) Exchanges.inquiry(MANY, "{'model':'m','input':'a','truncate':true}").request();
        assertEquals(List.of("a"), one.inputs());
        EmbeddingRequest many = (EmbeddingRequest) Exchanges.inquiry(MANY, "{'model':'m','input':['a','b'],'dimensions':8}").request();
        assertEquals(List.of("a", "b"), many.inputs());
        assertEquals(Optional.of(8), many.dimensions());
        EmbeddingRequest old = (EmbeddingRequest) Exchanges.inquiry(ONE, "{'model':'m','prompt':'a'}").request();
        assertEquals(List.of("a"), old.inputs());
        assertFalse(Exchanges.inquiry(MANY, "{'model':'m','input':'a'}").stream());
        assertThrows(FailureException.class, () -> Exchanges.inquiry(MANY, "{'model':'m','input':[7]}").request());
    }

    @Test
    void orders() {
        Inquiry own = Exchanges.inquiry(MANY, "{'model':'box/m','input':'a', 'odd':1.50}");
        assertEquals("{\"model\":\"m\",\"input\":\"a\",\"odd\":1.50}", new String(Exchanges.order(own, "m").body()));
        Back.Order old = Exchanges.order(Exchanges.inquiry(ONE, "{'model':'m','prompt':'a','keep_alive':0}"), "m");
        assertEquals(MANY, old.path());
        Exchanges.assertJson("{'model':'m','input':['a'],'keep_alive':0}", Json.read(old.body()));
        Back.Order other = Exchanges.order(Inquiry.of(new EmbeddingRequest("x", List.of("a"), Optional.of(3), Optional.of("query"),
                Json.object().put("encoding_format", "base64")), false), "m");
        Exchanges.assertJson("{'model':'m','input':['a'],'dimensions':3}", Json.read(other.body()));
        assertEquals(2, other.losses().size(), other.losses().toString());
    }

    @Test
    void anAnswerIsReadAndGoesThrough() {
        Back.Reader reader = reader();
        Frame frame = Frame.whole(Exchanges.bytes(ANSWER));
        Piece piece = reader.read(frame).orElseThrow();
        assertArrayEquals(new float[] {2, 0.25f}, ((StreamEvent.Embedded) piece.events().get(2)).values());
        assertEquals(Optional.of(4L), reader.usage().count(Unit.INPUT));
        assertTrue(reader.complete());
        Front.Writer same = Exchanges.front(MANY).writer(Exchanges.inquiry(MANY, "{'model':'m','input':'a'}"));
        assertSame(frame.data(), same.write(piece).getFirst().data());
        assertEquals(List.of(), same.end(Receipt.EMPTY));
        Front.Writer old = Exchanges.front(ONE).writer(Exchanges.inquiry(ONE, "{'model':'m','prompt':'a'}"));
        old.write(piece);
        assertEquals("{\"embedding\":[0.5,-1.0]}", old.end(Receipt.EMPTY).getFirst().text());
    }

    @Test
    void vectorsOfOthersArePutInOrder() {
        Front.Writer writer = Exchanges.front(MANY).writer(Exchanges.inquiry(MANY, "{'model':'m','input':['a','b']}"));
        writer.write(Piece.of(new StreamEvent.Embedded(1, new float[] {2}), new StreamEvent.Embedded(0, new float[] {0.1f})));
        Exchanges.assertJson("{'model':'m','embeddings':[[0.1],[2.0]],'total_duration':0,'prompt_eval_count':7}",
                Exchanges.tree(writer.end(Receipt.EMPTY.using(Usage.NONE.with(Unit.INPUT, 7))).getFirst()));
        Front.Writer failing = Exchanges.front(MANY).writer(Exchanges.inquiry(MANY, "{'model':'m','input':'a'}"));
        assertEquals("{\"error\":\"m\"}", failing.write(Piece.failed(Failure.of(ErrorCode.PROVIDER_ERROR, "m"))).getFirst().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{'embeddings':[1]}", "{'embeddings':[['x']]}", "<html>", "{'error':'m'}", "{'embeddings':[[1"})
    void whatIsNoAnswer(String body) {
        Back.Reader reader = reader();
        assertTrue(reader.read(Frame.whole(Exchanges.bytes(body))).orElseThrow().failure().isPresent());
        assertFalse(reader.complete());
        assertEquals(Optional.empty(), reader.read(Frame.whole(Exchanges.bytes(ANSWER))), "nothing follows a failure");
    }

    @Test
    void mutatedAnswersNeverThrow() {
        Random random = new Random(3);
        for (int round = 0; round < 10_000; round++) {
            byte[] data = Exchanges.bytes(ANSWER);
            data[random.nextInt(data.length)] = (byte) (round % 2 == 0 ? random.nextInt(256) : "{}[]:,\"01-en".charAt(random.nextInt(12)));
            reader().read(Frame.whole(data)).ifPresent(Piece::events);
        }
    }
}
