package modelscan.base.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import modelscan.api.model.Reasoning;
import org.junit.jupiter.api.Test;

class EffortTest {

    @Test
    void effortIsAWord() {
        assertEquals(Optional.of("high"), Effort.of(Optional.of(new Reasoning(Optional.of("high"), Optional.empty()))));
        assertEquals(Optional.of("low"), Effort.of(Optional.of(new Reasoning(Optional.empty(), Optional.of(100)))));
        assertEquals(Optional.of("high"), Effort.of(Optional.of(new Reasoning(Optional.empty(), Optional.of(99_999)))));
        assertEquals(Optional.empty(), Effort.of(Optional.of(new Reasoning(Optional.of("--x"), Optional.empty()))));
        assertEquals(Optional.empty(), Effort.of(Optional.empty()));
    }
}
