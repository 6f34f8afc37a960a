package modelscan.base.rank;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

    @Test
    void findsTheSameOrderWhereverItIsReadFirst() {
        double[] numbers = new Random(3).doubles(500, -1, 1).toArray();
        List<Integer> things = IntStream.range(0, numbers.length).boxed().toList();
        List<Integer> slow = new ArrayList<>(things);
        slow.sort(Comparator.comparingDouble(thing -> numbers[thing]));
        for (int first : new int[] {0, 7, 31, 32, 33, 250, 499}) {
            List<Integer> ordered = Ranking.ascending(things, numbers);
            assertEquals(slow.get(first), ordered.get(first));
            assertEquals(slow.subList(0, 40), ordered.subList(0, 40));
            assertEquals(slow, ordered);
        }
    }

    @Test
    void isReadByManyAtOnce() throws Exception {
        double[] numbers = new Random(4).doubles(300).toArray();
        List<Integer> things = IntStream.range(0, numbers.length).boxed().toList();
        List<Integer> right = List.copyOf(Ranking.ascending(things, numbers));
        for (int round = 0; round < 50; round++) {
            List<Integer> ordered = Ranking.ascending(things, numbers);
            try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
                List<Future<List<Integer>>> read = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    read.add(threads.submit(() -> IntStream.range(0, ordered.size()).mapToObj(ordered::get).toList()));
                }
                for (Future<List<Integer>> one : read) {
                    assertEquals(right, one.get());
                }
            }
        }
    }

    @Test
    void turnsRound() {
        assertEquals(List.of("c", "d", "e", "a", "b"), Ranking.turned(NAMES, 2));
        assertEquals(NAMES, Ranking.turned(NAMES, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> Ranking.turned(NAMES, 5));
        assertThrows(IndexOutOfBoundsException.class, () -> Ranking.turned(NAMES, 2).get(5));
    }

    @Test
    void tellsTheRankOfEach() {
        assertArrayEquals(new double[] {3, Double.NaN, 0, 1, 1}, Ranking.ranks(new double[] {9, Double.NaN, -1, 4, 4}));
        assertArrayEquals(new double[0], Ranking.ranks(new double[0]));
        assertArrayEquals(new double[] {0}, Ranking.ranks(new double[] {7}));
    }
}
