package modelscan.core.catalog.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandReaderTest {

    @Test
    void whatIsNotSaidIsUsual() {
        CommandForm form = Tool.form("{'run':['tool']}");
        assertEquals("{prompt}", form.stdin());
        assertEquals(4, form.concurrent());
        assertEquals(Duration.ofMinutes(10), form.limits().total());
        assertEquals(Duration.ofMinutes(2), form.limits().idle());
        assertEquals(32L << 20, form.limits().output());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            {'run':[]}                              ! 'run' begins with the program
            {'run':['{model}']}                     ! a caller cannot choose it
            {'run':['a'],'shell':true}              ! unknown key 'shell'
            {'run':['a'],'env':['A=B']}             ! 'A=B' is not the name
            {'run':['a'],'key':'1X'}                ! '1X' is not the name
            {'run':['a'],'timeout':0}               ! 'timeout' must be from 1
            {'run':['a'],'idle':100000}             ! 'idle' must be from 1 to 86400
            {'run':['a'],'concurrent':5000}         ! 'concurrent' must be from 1 to 1000
            {'run':'a b'}                           ! 'run' must be a list
            """)
    void mistakesAreNamed(String command, String why) {
        FailureException refused = assertThrows(FailureException.class, () -> Tool.form(command));
        assertTrue(refused.getMessage().startsWith("acme.json command: ") && refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void anArgumentWithoutValueGoesWithItsOption() {
        assertEquals(List.of("-v", "x", "--last"), arguments("'-v','--model','{model}','-c','effort={effort}','x','--last'", Map.of()));
        assertEquals(List.of("-v", "--model", "m", "-c", "effort=low", "x", "--last"),
                arguments("'-v','--model','{model}','-c','effort={effort}','x','--last'", Map.of("model", "m", "effort", "low")));
        assertEquals(List.of("y", "medium", "{\"a\":1}", "", "{}"), arguments("'{model}','y','{effort|medium}','{\\\"a\\\":1}','','{}'", Map.of()));
        assertEquals(List.of("{model}"), arguments("'{model}'", Map.of("model", "{model}")), "values are not read again");
    }

    @Test
    void whatNoArgumentCanHoldIsRefused() {
        assertEquals(ErrorCode.TOO_LARGE, assertThrows(FailureException.class,
                () -> arguments("'{model}'", Map.of("model", "x".repeat(200_000)))).failure().code());
        assertEquals(ErrorCode.INVALID_REQUEST, assertThrows(FailureException.class,
                () -> arguments("'{model}'", Map.of("model", "a\0b"))).failure().code());
        assertEquals(ErrorCode.INVALID_REQUEST, assertThrows(FailureException.class,
                () -> arguments("'{effort}{model}'", Map.of("effort", "-", "model", "x"))).failure().code());
    }

    private static List<String> arguments(String templates, Map<String, String> values) {
        return new Arguments(values).of(Tool.form("{'run':['tool'," + templates + "]}"));
    }
}
