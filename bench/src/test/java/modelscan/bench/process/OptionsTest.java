package modelscan.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void readsValuesAndFlags() {
        Options options = of("--port", "80", "--quick", "--name", "x");
        assertEquals(80, options.number("port", 1));
        assertEquals(Optional.of("x"), options.text("name"));
        assertTrue(options.has("quick"));
    }

    @Test
    void whatIsNotGivenHasItsDefault() {
        assertEquals(7, of().number("port", 7));
        assertEquals(Optional.empty(), of().text("name"));
        assertFalse(of().has("quick"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--other", "port", "--port", ""})
    void refusesWhatItDoesNotKnow(String argument) {
        String message = assertThrows(IllegalArgumentException.class, () -> of(argument)).getMessage();
        assertTrue(message.contains("--port"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "many", "99999999999"})
    void refusesWhatIsNoNumber(String value) {
        Options options = of("--port", value);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> options.number("port", 1)).getMessage().contains("--port"));
    }

    private static Options of(String... arguments) {
        return Options.of(arguments, Set.of("port", "name"), Set.of("quick"));
    }
}
