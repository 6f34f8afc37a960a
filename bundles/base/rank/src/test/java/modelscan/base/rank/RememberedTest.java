package modelscan.base.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private final AtomicInteger found = new AtomicInteger();
    private final Remembered<List<String>, String> joined = new Remembered<>(3, list -> found.incrementAndGet() + String.join("", list));

    @Test
    void findsOutOnceForTheSameObject() {
        List<String> list = List.of("a", "b");
        assertSame(joined.of(list), joined.of(list));
        assertEquals(1, found.get());
    }

    @Test
    void takesEqualObjectsForDifferentOnes() {
        List<String> one = new ArrayList<>(List.of("a"));
        List<String> other = new ArrayList<>(List.of("a"));
        assertEquals("1a", joined.of(one));
        assertEquals("2a", joined.of(other));
    }

    @Test
    void staysRightWhenMoreAreAskedThanItRemembers() {
        List<List<String>> lists = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            lists.add(List.of("x" + i));
        }
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < lists.size(); i++) {
                assertEquals("x" + i, joined.of(lists.get(i)).replaceFirst("^\\d+", ""));
            }
        }
    }
}
