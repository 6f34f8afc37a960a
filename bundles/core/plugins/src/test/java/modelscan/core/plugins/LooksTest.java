package modelscan.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final long NOW = 1_000_000;

    private final Looks looks = new Looks();

    @Test
    void freshFileRestsWhenItWasTheSameForLongEnough() {
        assertEquals(Set.of(), look(NOW, new Stamp(10, NOW, "1")));
        assertEquals(Set.of(), look(NOW + 199, new Stamp(10, NOW, "1")));
        assertEquals(Set.of("a"), look(NOW + 200, new Stamp(10, NOW, "1")));
    }

    @Test
    void growingFileNeverRests() {
        for (int step = 0; step < 50; step++) {
            assertEquals(Set.of(), look(NOW + step * 1000L, new Stamp(step, NOW + step * 1000L, "1")));
        }
    }

    @Test
    void fileOfTheSameSizeAndTimeThatCameByRenameIsAnother() {
        look(NOW, new Stamp(10, NOW, "1"));
        assertEquals(Set.of(), look(NOW + 300, new Stamp(10, NOW, "2")));
        assertEquals(Set.of("a"), look(NOW + 500, new Stamp(10, NOW, "2")));
    }

    @Test
    void fileThatNobodyTouchedForLongRestsAtOnce() {
        assertEquals(Set.of("a"), look(NOW, new Stamp(10, NOW - 2000, "1")));
    }

    @Test
    void fileFromTheFutureNeedsTwoLooks() {
        assertEquals(Set.of(), look(NOW, new Stamp(10, NOW + 100_000, "1")));
        assertEquals(Set.of("a"), look(NOW + 200, new Stamp(10, NOW + 100_000, "1")));
    }

    @Test
    void forgottenFileBeginsAnew() {
        look(NOW, new Stamp(10, NOW, "1"));
        looks.resting(Map.of(), NOW + 100);
        assertEquals(Set.of(), look(NOW + 300, new Stamp(10, NOW, "1")));
    }

    private Set<String> look(long now, Stamp stamp) {
        return looks.resting(Map.of("a", stamp), now).keySet();
    }
}
