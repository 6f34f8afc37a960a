package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartOrderTest {
    private static final List<Path> BUNDLES = IntStream.range(0, 20).mapToObj(i -> Path.of("bundle" + i)).toList();

    @Test
    void unchangedWithoutWish() {
        assertEquals(BUNDLES, StartOrder.of(BUNDLES, ""));
    }

    @Test
    void seedDecidesTheOrder() {
        List<Path> shuffled = StartOrder.of(BUNDLES, "shuffle:42");

        assertNotEquals(BUNDLES, shuffled);
        assertEquals(new HashSet<>(BUNDLES), new HashSet<>(shuffled));
        assertEquals(shuffled, StartOrder.of(BUNDLES, "shuffle:42"));
        assertNotEquals(shuffled, StartOrder.of(BUNDLES, "shuffle:43"));
    }

    @Test
    void otherWordsAreWrongUsage() {
        for (String order : List.of("shuffle", "shuffle:", "shuffle:x", "42")) {
            StartFailure failure = assertThrows(StartFailure.class, () -> StartOrder.of(BUNDLES, order));
            assertEquals(ExitCode.USAGE, failure.exitCode());
        }
    }
}
