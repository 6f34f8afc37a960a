package modelscan.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
    private static final Call JSON = Call.json(1, "/", "", "{}", 8);
    private static final Call STREAM = Call.stream(1, "/", "", "{}", 3);

    @ParameterizedTest
    @ValueSource(strings = {"data: a\n\ndata: b\n\ndata: [DONE]\n\n", "data: a\r\n\r\ndata: b\r\n\r\ndata: [DONE]\r\n\r\n"})
    void judgesAStreamAlikeForEverySplit(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                Answer answer = new Answer(STREAM);
                answer.part(bytes, 0, first);
                answer.part(bytes, first, second);
                answer.part(bytes, second, bytes.length);
                assertEquals(3, answer.events());
                assertEquals(Outcome.OK, answer.judge(200));
            }
        }
    }

    @Test
    void aStreamWithoutItsEndIsCut() {
        assertEquals(Outcome.CUT, judge(STREAM, "data: a\n\ndata: b\n\ndata: c\n\n"));
        assertEquals(Outcome.CUT, judge(STREAM, ""));
    }

    @Test
    void aStreamThatLostEventsIsShort() {
        assertEquals(Outcome.SHORT, judge(STREAM, "data: a\n\ndata: [DONE]\n\n"));
    }

    @Test
    void aJsonAnswerHasItsSizeAndItsEnd() {
        assertEquals(Outcome.OK, judge(JSON, "{\"a\":10}\n"));
        assertEquals(Outcome.SHORT, judge(JSON, "{\"a\":1}"));
        assertEquals(Outcome.SHORT, judge(JSON, "{\"a\":\"bcdefgh"));
    }

    @Test
    void everyOtherStatusFails() {
        for (int status : new int[] {199, 300, 404, 429, 500}) {
            assertEquals(Outcome.STATUS, new Answer(JSON).judge(status));
        }
    }

    @Test
    void startsAnewWhenCleared() {
        Answer answer = new Answer(STREAM);
        byte[] bytes = "data: a\n\ndata: b\n\ndata: [DONE]\n\n".getBytes(StandardCharsets.UTF_8);
        answer.part(bytes, 0, bytes.length);
        answer.clear();
        assertEquals(Outcome.CUT, answer.judge(200));
        assertEquals(0, answer.events());
    }

    private static Outcome judge(Call call, String text) {
        Answer answer = new Answer(call);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        answer.part(bytes, 0, bytes.length);
        return answer.judge(200);
    }
}
