package modelscan.base.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorWordsTest {

    @Test
    void aMessageIsOneBoundedLine() {
        assertEquals("a b c", ErrorWords.line(" a\r\nb\u2028\u0007c "));
        assertEquals(500, ErrorWords.line("x".repeat(10_000)).length());
        assertEquals(100, ErrorWords.word("x".repeat(10_000)).length());
        assertEquals("x".repeat(498) + "…", ErrorWords.line("x".repeat(498) + "😀😀"));
        assertEquals("x".repeat(498) + "😀", ErrorWords.line("x".repeat(498) + "😀"));
        assertEquals("", ErrorWords.line(" \n "));
    }

    @Test
    void theStatusStaysWhatItWas() {
        Failure failure = ErrorWords.failure(ErrorCode.PROVIDER_OVERLOADED, 529, "busy", "overloaded_error");
        assertEquals(529, failure.status());
        assertEquals("busy", failure.message());
        assertEquals(Optional.of("overloaded_error"), failure.reason());
        assertEquals(503, ErrorWords.failure(ErrorCode.PROVIDER_OVERLOADED, 200, "busy", "").status());
        assertEquals(Optional.empty(), ErrorWords.failure(ErrorCode.PROVIDER_OVERLOADED, 0, "busy", "").reason());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            sk-proj-abcdefghijkl is wrong,                                       : … is wrong
            AKIAIOSFODNN7EXAMPLE of arn:aws:iam::123456789012:user/ann is not allowed, : … of … is not allowed
            wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY== is wrong,                 : … is wrong
            invalid api token,                                                   : invalid api token
            '',                                                                  ''
            """)
    void refusedKeysAreNotRepeated(String message, String shown) {
        Failure failure = ErrorWords.failure(ErrorCode.PROVIDER_KEY_REFUSED, 401, message, "sk-proj-abcdefghijkl");
        assertEquals(502, failure.status());
        assertEquals(Optional.empty(), failure.reason());
        assertEquals("the provider refused the gateway's key (HTTP 401)" + (shown.isEmpty() ? "" : shown), failure.message());
    }

    @Test
    void aKeyIsNotRepeatedEitherWhereAnotherThingIsWrongWithIt() {
        Failure failure = ErrorWords.failure(ErrorCode.QUOTA_EXHAUSTED, 401, "sk-proj-abcdefghijkl is spent", "billing");
        assertEquals("… is spent", failure.message());
        assertEquals(401, failure.status());
    }

    @Test
    void aKeyIsTakenOutBeforeTheLineIsShortened() {
        String message = "x ".repeat(247) + "key sk-proj-abcdefghijkl";
        Failure failure = ErrorWords.failure(ErrorCode.PROVIDER_KEY_REFUSED, 0, message, "");
        assertFalse(failure.message().contains("sk-"), failure.message());
        assertTrue(failure.message().startsWith("the provider refused the gateway's key: x x"), failure.message());
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            500, '',            the provider answered with an error (HTTP 500) and no message
            429, QuotaTrouble,  the provider answered with an error (HTTP 429 QuotaTrouble) and no message
            0,   QuotaTrouble,  the provider answered with an error (QuotaTrouble) and no message
            0,   '',            the provider answered with an error and no message
            """)
    void silenceIsSaid(int status, String word, String sentence) {
        assertEquals(sentence, ErrorWords.failure(ErrorCode.PROVIDER_ERROR, status, " ", word).message());
    }

    @Test
    void aModelThatIsNotThereIsSaidTheSameWayByAll() {
        assertEquals(Optional.of("model_not_found"), ErrorWords.failure(ErrorCode.UNSUPPORTED, 404, "No such Model", "x").reason());
        assertEquals(Optional.of("x"), ErrorWords.failure(ErrorCode.UNSUPPORTED, 404, "no such address", "x").reason());
        assertEquals(Optional.of("x"), ErrorWords.failure(ErrorCode.INVALID_REQUEST, 400, "no such model", "x").reason());
    }
}
