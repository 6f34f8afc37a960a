package modelscan.base.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComplaintTest {

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            0   ! API Error: 429 Too Many Requests            ! RATE_LIMITED         ! 429
            0   ! Claude AI usage limit reached|1759         ! QUOTA_EXHAUSTED      ! 429
            0   ! Credit balance is too low                  ! QUOTA_EXHAUSTED      ! 429
            0   ! Invalid API key · Please run /login        ! PROVIDER_KEY_REFUSED ! 502
            401 ! whatever                                   ! PROVIDER_KEY_REFUSED ! 502
            0   ! Prompt is too long                         ! CONTEXT_TOO_LONG     ! 400
            529 ! Overloaded                                 ! PROVIDER_OVERLOADED  ! 529
            0   ! unknown model: x                           ! UNSUPPORTED          ! 400
            404 ! no                                         ! UNSUPPORTED          ! 404
            422 ! odd                                        ! UNPROCESSABLE        ! 422
            0   ! request timed out                          ! PROVIDER_TIMEOUT     ! 504
            0   ! boom                                       ! PROVIDER_ERROR       ! 502
            99  ! boom                                       ! PROVIDER_ERROR       ! 502
            """)
    void wordsAndStatus(int status, String words, ErrorCode code, int shown) {
        Failure failure = Complaint.of(words).failure(status);
        assertEquals(code, failure.code());
        assertEquals(shown, failure.status());
        assertEquals(words, failure.message());
    }

    @Test
    void messagesAreOneLineWithoutKeys() {
        Failure refused = Complaint.of("\u001b[31mIncorrect API key\u001b[0m\nsk-proj-0123456789abcdefghij").failure();
        assertEquals("Incorrect API key …", refused.message());
        String cut = Complaint.of(3, ("unauthorized " + "x ".repeat(220) + "sk-proj-0123456789abcdefghij").getBytes(StandardCharsets.UTF_8))
                .failure().message();
        assertTrue(cut.startsWith("the program ended with status 3: unauthorized x") && !cut.contains("sk-"), cut);
        Failure longOne = Complaint.of("😀".repeat(3000)).failure();
        assertTrue(longOne.message().length() <= 500);
        assertFalse(new String(longOne.message().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).contains("?"));
        assertEquals("the program failed and did not say why", Complaint.of("").failure().message());
    }

    @Test
    void jsonIsLookedInto() {
        assertEquals("The \"model\" x is odd", Complaint.of(
                "{\"type\":\"error\",\"status\":400,\"error\":{\"message\":\"The \\\"model\\\" x is odd\"}}").failure().message());
        assertEquals("{broken", Complaint.of("{broken").failure().message());
    }

    @Test
    void theEndOfAProgram() {
        assertEquals("the program ended with status 3: no such session",
                Complaint.of(3, "no such session\n".getBytes(StandardCharsets.UTF_8)).failure().message());
        String much = Complaint.of(3, "y".repeat(5000).getBytes(StandardCharsets.UTF_8)).failure().message();
        assertTrue(much.startsWith("the program ended with status 3: yyy") && much.length() == 500, much);
        assertEquals("the program ended with status 137", Complaint.of(137, new byte[0]).failure().message());
    }
}
