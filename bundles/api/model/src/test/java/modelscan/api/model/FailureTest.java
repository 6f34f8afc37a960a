package modelscan.api.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void takesTheStatusOfItsCodeUnlessToldOtherwise() {
        Failure failure = Failure.of(ErrorCode.PROVIDER_OVERLOADED, "full");
        assertEquals(503, failure.status());
        assertEquals(529, failure.status(529).status());
        assertThrows(IllegalArgumentException.class, () -> failure.status(200));
    }

    @Test
    void keepsWhatItWasToldAboutItself() {
        Failure failure = Failure.of(ErrorCode.RATE_LIMITED, "slow down").by("groq").at("model").because("rpm")
                .after(Duration.ofSeconds(3)).status(430);
        assertEquals(Optional.of("groq"), failure.provider());
        assertEquals(Optional.of("model"), failure.field());
        assertEquals(Optional.of("rpm"), failure.reason());
        assertEquals(Optional.of(Duration.ofSeconds(3)), failure.retryAfter());
    }

    @Test
    void codesHaveWordsOfTheirOwnAndAnErrorStatus() {
        Set<String> words = new HashSet<>();
        for (ErrorCode code : ErrorCode.values()) {
            assertEquals(true, words.add(code.word()));
            assertEquals(true, code.status() >= 400 && code.status() < 600, code.word());
        }
    }

    @Test
    void operationsAndUnitsAreFoundByTheirWords() {
        for (Operation operation : Operation.values()) {
            assertEquals(Optional.of(operation), Operation.of(operation.word()));
        }
        for (Unit unit : Unit.values()) {
            assertEquals(Optional.of(unit), Unit.of(unit.word()));
        }
        assertEquals(Optional.empty(), Operation.of("CHAT"));
        assertEquals(Optional.empty(), Unit.of("tokens"));
    }
}
