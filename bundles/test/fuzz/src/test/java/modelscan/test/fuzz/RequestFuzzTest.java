package modelscan.test.fuzz;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import modelscan.api.gateway.Back;
import modelscan.base.json.Outline;
import org.junit.jupiter.api.Timeout;

/** Any bytes as what a client asks: refused with a failure, or said to a provider of each dialect. */
@Timeout(20)
class RequestFuzzTest {

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void anthropic(byte[] body) {
        check(Tongue.ANTHROPIC, body);
    }

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void gemini(byte[] body) {
        check(Tongue.GEMINI, body);
    }

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void ollama(byte[] body) {
        check(Tongue.OLLAMA, body);
    }

    @DictionaryFile(resourcePath = "words.dict")
    @FuzzTest
    void responses(byte[] body) {
        check(Tongue.RESPONSES, body);
    }

    private static void check(Tongue spoken, byte[] body) {
        for (Tongue.Asked asked : spoken.asked(body)) {
            Trial.of(asked.inquiry()::request);
            for (Tongue target : Tongue.ALL) {
                target.back(asked.inquiry().operation()).flatMap(back -> Trial.of(() -> back.order(asked.exchange())))
                        .ifPresent(RequestFuzzTest::readable);
            }
        }
    }

    // What travels as it came is JSON, though our tree may not hold all of it, such as a number with a huge exponent.
    private static void readable(Back.Order order) {
        assertDoesNotThrow(() -> Outline.of("fuzz", order.body()), "a provider must be able to read it");
    }
}
