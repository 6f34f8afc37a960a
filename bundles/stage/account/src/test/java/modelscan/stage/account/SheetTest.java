package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in a sheet when the process ends at any byte of what it writes, in whatever order the bytes come. */
class SheetTest {
    private static final byte[] NAME = "the name".getBytes();
    private static final int PLACES = 2 * 1024;

    @TempDir
    private Path folder;
    private Path file;
    private Sheet.Place place;

    @BeforeEach
    void make() throws IOException {
        file = folder.resolve("running-1");
        place = Sheet.make(file, "life-1").places().getFirst();
    }

    private byte[] now() throws IOException {
        return Arrays.copyOf(Files.readAllBytes(file), PLACES);
    }

    private static Map<String, BigDecimal> amounts(int budgets, String amount) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        IntStream.range(0, budgets).forEach(i -> amounts.put("bud_" + Integer.toString(i).repeat(32), new BigDecimal(amount)));
        return amounts;
    }

    /** Every state between these two, by several ways. */
    private static List<byte[]> between(byte[] before, byte[] after) {
        List<Integer> different = IntStream.range(0, before.length).filter(i -> before[i] != after[i]).boxed().toList();
        assertTrue(!different.isEmpty(), "something is written");
        List<byte[]> states = new ArrayList<>();
        for (int way = 0; way < 40; way++) {
            List<Integer> order = new ArrayList<>(different);
            if (way > 1) {
                Collections.shuffle(order, new Random(way));
            }
            byte[] state = before.clone();
            states.add(state.clone());
            for (int at : way == 0 ? order.reversed() : order) {
                state[at] = after[at];
                states.add(state.clone());
            }
        }
        return states;
    }

    private List<Sheet.Left> read(byte[] state) {
        return Sheet.read(file, ByteBuffer.wrap(state)).all();
    }

    @Test
    void itsNameIsReadableWhileAmountsAreWritten() throws IOException {
        place.name(NAME);
        Map<String, BigDecimal> nothing = Map.of();
        Map<String, BigDecimal> few = amounts(3, "0.0123");
        Map<String, BigDecimal> many = amounts(8, "12345.678901234567890123");
        Map<String, BigDecimal> before = nothing;
        for (Map<String, BigDecimal> after : List.of(few, many, few, nothing, many, nothing)) {
            byte[] old = now();
            place.setAside(SetAside.text(after, Sheet.LONGEST));
            for (byte[] state : between(old, now())) {
                Sheet.Left left = read(state).getFirst();
                assertArrayEquals(NAME, left.name());
                Map<String, BigDecimal> found = SetAside.read(left.setAside());
                assertTrue(Stream.of(before, after, nothing).anyMatch(found::equals), found::toString);
            }
            assertEquals(after, SetAside.read(read(now()).getFirst().setAside()));
            before = after;
        }
    }

    @Test
    void nothingIsEverSetAsideForAnother() throws IOException {
        place.name(NAME);
        place.setAside(SetAside.text(amounts(3, "0.5"), Sheet.LONGEST));
        byte[] full = now();
        place.clear();
        byte[] cleared = now();
        for (byte[] state : between(full, cleared)) {
            read(state).forEach(left -> assertArrayEquals(NAME, left.name()));
        }
        place.name("another".getBytes());
        for (byte[] state : between(cleared, now())) {
            read(state).forEach(left -> assertEquals("another, nothing", new String(left.name()) + (left.setAside().length == 0
                    ? ", nothing" : ", something")));
        }
        assertEquals(1, read(now()).size());
    }

    @Test
    void eightBudgetsFitAndOfMoreTheFirst() {
        Map<String, BigDecimal> eight = amounts(8, "0.12345678901234567890123");
        assertEquals(eight, SetAside.read(SetAside.text(eight, Sheet.LONGEST)));
        Map<String, BigDecimal> more = new LinkedHashMap<>(eight);
        more.put("bud_last", BigDecimal.ONE);
        assertEquals(eight, SetAside.read(SetAside.text(more, Sheet.LONGEST)));
        assertEquals(0, SetAside.text(Map.of("x".repeat(600), BigDecimal.ONE), Sheet.LONGEST).length);
    }

    @Test
    void whatAnotherVersionWroteIsLeftOut() {
        for (String odd : List.of("", "\n", "1", "one bud_1", " bud_1", "1 ")) {
            SetAside.read(odd.getBytes());
        }
        assertEquals(Map.of("bud_2", new BigDecimal("0.5")), SetAside.read("x bud_1\n0.5 bud_2\n".getBytes()));
    }
}
