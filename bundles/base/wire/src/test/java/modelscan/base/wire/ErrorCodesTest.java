package modelscan.base.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import modelscan.api.model.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {

    @ParameterizedTest
    @CsvSource({"400, INVALID_REQUEST", "401, PROVIDER_KEY_REFUSED", "402, QUOTA_EXHAUSTED", "403, PROVIDER_KEY_REFUSED",
        "404, UNSUPPORTED", "405, UNSUPPORTED", "407, PROVIDER_KEY_REFUSED", "408, PROVIDER_TIMEOUT", "409, CONFLICT",
        "410, UNSUPPORTED", "413, TOO_LARGE", "415, UNSUPPORTED_MEDIA", "418, INVALID_REQUEST", "422, UNPROCESSABLE",
        "424, PROVIDER_ERROR", "425, PROVIDER_ERROR", "429, RATE_LIMITED", "498, PROVIDER_OVERLOADED",
        "499, PROVIDER_ERROR", "500, PROVIDER_ERROR", "501, UNSUPPORTED", "502, PROVIDER_ERROR",
        "503, PROVIDER_OVERLOADED", "504, PROVIDER_TIMEOUT", "522, PROVIDER_TIMEOUT", "524, PROVIDER_TIMEOUT",
        "529, PROVIDER_OVERLOADED", "599, PROVIDER_ERROR", "0, PROVIDER_ERROR", "200, PROVIDER_ERROR", "-1, PROVIDER_ERROR"})
    void statuses(int status, ErrorCode code) {
        assertEquals(code, ErrorCodes.of(status));
        assertEquals(code, ErrorCodes.of(status, "", ""));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            429, insufficient_quota,      m,                                    QUOTA_EXHAUSTED
            400, BILLING_not_active,      m,                                    QUOTA_EXHAUSTED
            402, x,                       m,                                    QUOTA_EXHAUSTED
            400, context_length_exceeded, m,                                    CONTEXT_TOO_LONG
            500, x,                       This model's Maximum Context Length,  CONTEXT_TOO_LONG
            400, content_filter,          m,                                    CONTENT_FILTERED
            400, moderated,               m,                                    CONTENT_FILTERED
            400, unsupported_parameter,   m,                                    UNSUPPORTED
            400, model_not_found,         m,                                    UNSUPPORTED
            413, rate_limit_exceeded,     m,                                    CONTEXT_TOO_LONG
            413, x,                       m,                                    TOO_LARGE
            401, sensitive_words,         m,                                    PROVIDER_KEY_REFUSED
            0,   rate_limit_exceeded,     m,                                    RATE_LIMITED
            200, overloaded_error,        m,                                    PROVIDER_OVERLOADED
            0,   invalid_api_key,         m,                                    PROVIDER_KEY_REFUSED
            0,   model_not_found,         m,                                    UNSUPPORTED
            0,   timeout,                 m,                                    PROVIDER_TIMEOUT
            0,   invalid_prompt,          m,                                    INVALID_REQUEST
            0,   server_error,            m,                                    PROVIDER_ERROR
            """)
    void wordsBeforeStatuses(int status, String word, String message, ErrorCode code) {
        assertEquals(code, ErrorCodes.of(status, word, message));
    }

    @Test
    void everyStatusHasACode() {
        for (int status = -10; status < 1000; status++) {
            assertNotNull(ErrorCodes.of(status, "\u0000", "…"));
        }
    }
}
