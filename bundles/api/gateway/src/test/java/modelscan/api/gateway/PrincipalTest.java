package modelscan.api.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrincipalTest {
    private static final Wishes WISHES = new Wishes(Map.of("user", "eve", "tags", "search, , agent:7," + "x".repeat(65)));

    @Test
    void namesWhatTheKeyLeavesOpen() {
        Principal named = Principal.of("key-1").naming(WISHES);
        assertEquals(Optional.of("eve"), named.user());
        assertEquals(Set.of("search", "agent:7"), named.tags());
    }

    @Test
    void keepsWhatTheKeySays() {
        Principal known = new Principal("key-1", Optional.of("ann"), Optional.of("blue"), Optional.empty(), Set.of("own"));
        Principal named = known.naming(WISHES);
        assertEquals(Optional.of("ann"), named.user());
        assertEquals(Set.of("own", "search", "agent:7"), named.tags());
        assertSame(known, known.naming(new Wishes(Map.of("user", "eve"))));
        assertSame(Principal.ANONYMOUS, Principal.ANONYMOUS.naming(Wishes.NONE));
    }

    @Test
    void takesNoMoreThanSixteenTags() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            many.append(i).append(',');
        }
        assertEquals(16, Principal.ANONYMOUS.naming(new Wishes(Map.of("tags", many.toString()))).tags().size());
    }
}
