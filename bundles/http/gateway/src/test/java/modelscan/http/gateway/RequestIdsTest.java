package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    @Test
    void neverTwice() {
        RequestIds ids = new RequestIds(1, 2);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 100_000).parallel().forEach(i -> seen.add(ids.next()));
        assertEquals(100_000, seen.size());
    }

    @Test
    void notAgainAfterARestart() {
        assertNotEquals(new RequestIds(1, 2).next(), new RequestIds(2, 2).next());
        assertNotEquals(new RequestIds(1, 2).next(), new RequestIds(1, 3).next());
    }
}
