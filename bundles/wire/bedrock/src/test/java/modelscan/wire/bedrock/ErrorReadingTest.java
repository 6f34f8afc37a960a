package modelscan.wire.bedrock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorReadingTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            400 | ValidationException:http://internal.amazon.com/coral | {'message':'bad'}    | INVALID_REQUEST | 400 | ValidationException
            400 | -                            | {'message':'The provided model identifier is invalid.'} | UNSUPPORTED | 400 | model_not_found
            400 | ValidationException          | {'message':'Invocation of model ID x with on-demand throughput isn’t supported.'} | UNSUPPORTED | 400 | model_not_found
            400 | ValidationException          | {'message':'Input is too long for requested model.'} | CONTEXT_TOO_LONG | 400 | ValidationException
            400 | ValidationException          | {'message':'prompt is too long: 300000 tokens'} | CONTEXT_TOO_LONG | 400 | ValidationException
            400 | ServiceQuotaExceededException | {'message':'quota'}  | QUOTA_EXHAUSTED      | 400 | ServiceQuotaExceededException
            400 | IncompleteSignatureException | {'Message':'x'}       | PROVIDER_KEY_REFUSED | 502 | -
            403 | AccessDeniedException        | {'Message':'User: arn:aws:iam::123456789012:user/x may not'} | PROVIDER_KEY_REFUSED | 502 | -
            403 | -                            | {'__type':'com.amazon.coral.service#ExpiredTokenException'} | PROVIDER_KEY_REFUSED | 502 | -
            404 | ResourceNotFoundException    | {'message':'no model'} | UNSUPPORTED         | 404 | model_not_found
            404 | UnknownOperationException    | -                     | UNSUPPORTED          | 404 | UnknownOperationException
            408 | ModelTimeoutException        | {'message':'t'}       | PROVIDER_TIMEOUT     | 408 | ModelTimeoutException
            424 | ModelErrorException          | {'message':'m','originalStatusCode':500} | PROVIDER_ERROR | 424 | ModelErrorException
            429 | ThrottlingException          | {'message':'Too many requests'} | RATE_LIMITED | 429 | ThrottlingException
            429 | ThrottlingException          | {'message':'Too many tokens per day, please wait'} | QUOTA_EXHAUSTED | 429 | ThrottlingException
            429 | ModelNotReadyException       | {'message':'loading'} | PROVIDER_OVERLOADED  | 429 | ModelNotReadyException
            413 | -                            | <html>large</html>    | TOO_LARGE            | 413 | -
            500 | InternalServerException      | {'message':'i'}       | PROVIDER_ERROR       | 500 | InternalServerException
            503 | ServiceUnavailableException  | {}                    | PROVIDER_OVERLOADED  | 503 | ServiceUnavailableException
            504 | -                            | -                     | PROVIDER_TIMEOUT     | 504 | -
            529 | -                            | {'message':'busy'}    | PROVIDER_OVERLOADED  | 529 | -
            """)
    void errors(int status, String type, String body, ErrorCode code, int shown, String reason) {
        Map<String, String> headers = type == null ? Map.of() : Map.of("x-amzn-errortype", type);
        Failure failure = Exchanges.BACK.failure(status, headers, Exchanges.bytes(body == null ? "" : body));
        assertEquals(code, failure.code(), failure.message());
        assertEquals(shown, failure.status());
        assertEquals(Optional.ofNullable(reason), failure.reason());
        assertFalse(failure.message().isBlank());
    }

    @Test
    void nothingPrivateIsRepeatedWhenAKeyIsRefused() {
        Failure failure = Exchanges.BACK.failure(403, Map.of(), Exchanges.bytes(
                "{'message':'AKIAIOSFODNN7EXAMPLE of arn:aws:iam::123456789012:user/ann is not allowed'}"));
        assertTrue(failure.message().endsWith("… of … is not allowed"), failure.message());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            429 | retry-after    | 2        | 2000
            429 | retry-after    | 0.5      | 500
            503 | retry-after-ms | 250      | 250
            529 | retry-after    | Sat, 21 Nov 2026 10:00:07 GMT | 7000
            429 | retry-after    | Sat, 21 Nov 2026 09:00:00 GMT | 0
            429 | retry-after    | 1e11     | 2592000000
            429 | retry-after    | 1e999999 | 2592000000
            429 | retry-after    | soon     | -
            400 | retry-after    | 2        | -
            """)
    void waiting(int status, String header, String value, Long milliseconds) {
        Failure failure = Exchanges.BACK.failure(status, Map.of(header, value), new byte[0]);
        assertEquals(Optional.ofNullable(milliseconds).map(Duration::ofMillis), failure.retryAfter());
    }

    @Test
    void anyBodyIsAFailure() {
        Random random = new Random(20261121);
        byte[] good = Exchanges.bytes("{'message':'m','__type':'a#b:c'}");
        for (int round = 0; round < 5000; round++) {
            byte[] body = good.clone();
            for (int change = 0; change < 3; change++) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int status = 400 + random.nextInt(200);
            Failure failure = Exchanges.BACK.failure(status, Map.of("x-amzn-errortype", "#:"), body);
            assertTrue(failure.message().length() < 700 && !failure.message().isBlank());
        }
        assertTrue(Exchanges.BACK.failure(500, Map.of(), "é\n".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8)).message().length() < 700);
    }
}
