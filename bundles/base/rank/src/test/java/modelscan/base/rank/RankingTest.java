package modelscan.base.rank;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d", "e");

    @Test
    void putsTheSmallestFirstAndWhatHasNoNumberLast() {
        assertEquals(List.of("c", "a", "e", "d", "b"),
                Ranking.ascending(NAMES, new double[] {0, Double.NaN, -2.5, Double.POSITIVE_INFINITY, 1e-9}));
    }

    @Test
    void putsTheLargestFirstAndWhatHasNoNumberLast() {
        assertEquals(List.of("d", "e", "a", "c", "b"),
                Ranking.descending(NAMES, new double[] {0, Double.NaN, -2.5, 7, 1e-9}));
    }

    @Test
    void leavesEqualOnesAsTheyWere() {
        assertEquals(NAMES, Ranking.ascending(NAMES, new double[] {0.0, -0.0, 0, 0, 0}));
        assertEquals(NAMES, Ranking.descending(NAMES, new double[] {3, 3, 3, 3, 3}));
    }

    @Test
    void agreesWithASortThatTakesItsTime() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int size = 1 + random.nextInt(600);
            double[] numbers = random.doubles(size, -1, 1).toArray();
            List<Integer> things = IntStream.range(0, size).boxed().toList();
            List<Integer> slow = new ArrayList<>(things);
            slow.sort(Comparator.comparingDouble(thing -> numbers[thing]));
            assertEquals(slow, Ranking.ascending(things, numbers));
        }
    }
}
