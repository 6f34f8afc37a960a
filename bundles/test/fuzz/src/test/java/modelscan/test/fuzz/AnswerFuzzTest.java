package modelscan.test.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Timeout;

/** Any bytes as the answer of a provider: events or a failure, and each dialect can pass them on to its clients. */
@Timeout(20)
class AnswerFuzzTest {
    private static final int LARGEST_FRAME = 10_000;

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void anthropic(byte[] body) throws IOException {
        check(Tongue.ANTHROPIC, body);
    }

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void gemini(byte[] body) throws IOException {
        check(Tongue.GEMINI, body);
    }

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void ollama(byte[] body) throws IOException {
        check(Tongue.OLLAMA, body);
    }

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void responses(byte[] body) throws IOException {
        check(Tongue.RESPONSES, body);
    }

    private static void check(Tongue spoken, byte[] body) throws IOException {
        List<Frame> frames = frames(spoken.framing(), body);
        for (Tongue.Asked asked : spoken.asked()) {
            Operation operation = asked.inquiry().operation();
            Back back = spoken.back(operation).orElseThrow();
            told(operation, pieces(back.reader(asked.exchange()), frames));
            told(operation, pieces(back.reader(asked.exchange()), List.of(Frame.whole(body))));
            for (int status : new int[] {400, 429, 500}) {
                Json.read(asked.front().failure(back.failure(status, Map.of(), body)));
            }
        }
    }

    private static List<Frame> frames(Framing framing, byte[] body) throws IOException {
        List<Frame> frames = new ArrayList<>();
        Framing.Reader reader = framing.reader(new Drip(body, body.length), LARGEST_FRAME);
        try {
            reader.next().ifPresent(frames::add);
            while (reader.ready()) {
                reader.next().ifPresent(frames::add);
            }
        } catch (FailureException refused) {
            return frames;
        }
        return frames;
    }

    private static List<Piece> pieces(Back.Reader reader, List<Frame> frames) {
        List<Piece> pieces = new ArrayList<>();
        for (Frame frame : frames) {
            Optional<Piece> piece = Trial.of(() -> reader.read(frame)).flatMap(read -> read);
            Optional<List<StreamEvent>> events = piece.flatMap(one -> Trial.of(one::events));
            if (events.isPresent()) {
                pieces.add(piece.get());
                if (failed(events.get())) {
                    break;
                }
            }
        }
        reader.usage();
        reader.finish();
        reader.complete();
        return pieces;
    }

    private static boolean failed(List<StreamEvent> events) {
        for (int at = 0; at < events.size(); at++) {
            if (events.get(at) instanceof StreamEvent.Failed) {
                assertTrue(at == events.size() - 1, "nothing follows a failure");
                return true;
            }
        }
        return false;
    }

    private static void told(Operation operation, List<Piece> pieces) {
        for (Tongue target : Tongue.ALL) {
            for (Tongue.Asked asked : target.asked()) {
                if (asked.inquiry().operation() == operation) {
                    told(asked.front().writer(asked.inquiry()), pieces);
                }
            }
        }
    }

    // A writer may refuse what it cannot say to an end, but it says so.
    private static void told(Front.Writer writer, List<Piece> pieces) {
        Trial.of(() -> {
            pieces.forEach(writer::write);
            return writer.end(Receipt.EMPTY);
        });
    }
}
