package modelscan.wire.responses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors of providers before an answer, and how clients are told. */
class FailureTest {
    private static Failure failure(int status, Map<String, String> headers, String body) {
        return Exchanges.back().failure(status, headers, body.replace('`', '"').getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            400 ! {`error`:{`message`:`m`,`type`:`invalid_request_error`,`param`:`input`}}  ! INVALID_REQUEST      ! 400
            400 ! {`error`:{`message`:`m`,`code`:`context_length_exceeded`}}                ! CONTEXT_TOO_LONG     ! 400
            401 ! {`error`:{`message`:`m`,`code`:`invalid_api_key`}}                        ! PROVIDER_KEY_REFUSED ! 502
            403 ! {`error`:`m`}                                                             ! PROVIDER_KEY_REFUSED ! 502
            404 ! {`error`:{`message`:`no such model`,`code`:`x`}}                          ! UNSUPPORTED          ! 404
            408 ! {}                                                                        ! PROVIDER_TIMEOUT     ! 408
            413 ! {`message`:`m`}                                                           ! TOO_LARGE            ! 413
            422 ! {`detail`:[{`loc`:[`body`,`input`],`msg`:`m`}]}                           ! UNPROCESSABLE        ! 422
            429 ! {`error`:{`message`:`m`,`code`:`rate_limit_exceeded`}}                    ! RATE_LIMITED         ! 429
            429 ! {`error`:{`message`:`m`,`code`:`insufficient_quota`}}                     ! QUOTA_EXHAUSTED      ! 429
            500 ! <html><title>Oops</title></html>                                          ! PROVIDER_ERROR       ! 500
            503 ! plain                                                                     ! PROVIDER_OVERLOADED  ! 503
            529 ! {`error`:{`message`:`m`}}                                                 ! PROVIDER_OVERLOADED  ! 529
            """)
    void errorsOfProviders(int status, String body, ErrorCode code, int shown) {
        Failure failure = failure(status, Map.of("retry-after", "7"), body);
        assertEquals(code, failure.code());
        assertEquals(shown, failure.status());
        assertEquals(status == 429 || status == 503 || status == 529, failure.retryAfter().isPresent());
        assertFalse(failure.message().isBlank());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            retry-after    ! 2                             ! 2000
            retry-after    ! 1.5                           ! 1500
            retry-after    ! Sat, 21 Nov 2026 10:00:09 GMT ! 9000
            retry-after-ms ! 250                           ! 250
            """)
    void everyFormOfWaiting(String header, String value, long milliseconds) {
        assertEquals(Optional.of(Duration.ofMillis(milliseconds)), failure(429, Map.of(header, value), "{}").retryAfter());
    }

    @Test
    void keysAreNotRepeated() {
        Failure failure = failure(401, Map.of(), "{`error`:{`message`:`Incorrect API key provided: sk-proj-abcdefghijklmnop`}}");
        assertFalse(failure.message().contains("abcdefgh"), failure.message());
    }

    @Test
    void clientsAreToldInTheirShape() {
        JsonNode error = Json.read(Exchanges.front().failure(
                Failure.of(ErrorCode.QUOTA_EXHAUSTED, "spent").at("model").by("acme"))).path("error");
        assertEquals("insufficient_quota", error.path("code").asText());
        assertEquals("insufficient_quota", error.path("type").asText());
        assertEquals("spent", error.path("message").asText());
        assertEquals("model", error.path("param").asText());
        assertTrue(error.has("provider"));
    }
}
