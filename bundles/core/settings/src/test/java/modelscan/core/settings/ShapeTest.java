package modelscan.core.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Vector;
import org.junit.jupiter.api.Test;

class ShapeTest {
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    @Test
    void convertsToWrittenTypes() {
        assertEquals(Optional.of(5), convert("Integer", FIVE));
        assertEquals(Optional.of(5), convert("int", FIVE));
        assertEquals(Optional.of(5L), convert("Long", FIVE));
        assertEquals(Optional.of((short) 5), convert("short", FIVE));
        assertEquals(Optional.of((byte) 5), convert("Byte", FIVE));
        assertEquals(Optional.of(5.0), convert("double", FIVE));
        assertEquals(Optional.of(0.5f), convert("Float", new BigDecimal("0.5")));
        assertEquals(Optional.of('x'), convert("char", "x"));
        assertEquals(Optional.of(true), convert("Boolean", true));
        assertEquals(Optional.of(new Vector<>(List.of(5L))), convert("Collection<Long>", List.of(FIVE)));
        assertEquals(Optional.of(new Vector<>(List.of("x"))), convert("Collection", List.of("x")));
        assertArrayEquals(new Integer[] {5}, (Integer[]) convert("Integer[]", List.of(FIVE)).orElseThrow());
        assertArrayEquals(new String[] {"x"}, (String[]) convert("String[]", "x").orElseThrow());
    }

    @Test
    void refusesOtherTypesAndWhatDoesNotFit() {
        assertEquals(Optional.empty(), convert("Integer", "5"));
        assertEquals(Optional.empty(), convert("Integer", BigInteger.TWO.pow(40)));
        assertEquals(Optional.empty(), convert("Byte", BigInteger.valueOf(300)));
        assertEquals(Optional.empty(), convert("Boolean", "true"));
        assertEquals(Optional.empty(), convert("String", FIVE));
        assertEquals(Optional.empty(), convert("Character", "xy"));
        assertEquals(Optional.empty(), convert("Integer", List.of(FIVE)));
        assertEquals(Optional.empty(), convert("Integer[]", List.of(FIVE, "x")));
        assertEquals(Optional.empty(), Shape.named("binary", FIVE));
    }

    @Test
    void givesUntypedValuesTheirOwnType() {
        assertEquals(Optional.of(5L), Shape.natural(FIVE).convert(FIVE));
        assertEquals(Optional.of(0.5), Shape.natural(new BigDecimal("0.5")).convert(new BigDecimal("0.5")));
        assertArrayEquals(new Boolean[] {true}, (Boolean[]) Shape.natural(List.of(true)).convert(List.of(true)).orElseThrow());
        assertArrayEquals(new String[0], (String[]) Shape.natural(List.of()).convert(List.of()).orElseThrow());
    }

    @Test
    void leavesPlaceholderTextUntilItIsFilledIn() {
        assertEquals(Optional.of("$[env:PORT]"), convert("Integer", "$[env:PORT]"));
        assertArrayEquals(new String[] {"5", "$[env:PORT]"},
                (String[]) convert("Integer[]", List.of(FIVE, "$[env:PORT]")).orElseThrow());
    }

    private static Optional<Object> convert(String type, Object value) {
        return Shape.named(type, value).orElseThrow().convert(value);
    }
}
