package modelscan.bench.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    private final RequestBody body = new RequestBody();

    @Test
    void findsModelAndStreamWhereverTheyStand() {
        add("{\"stream\" :\n true, \"messages\":[], \"model\": \"mock-d1\"}");
        assertEquals("mock-d1", body.model());
        assertTrue(body.wantsStream());
    }

    @Test
    void isNotFooledByText() {
        add("{\"messages\":[{\"content\":\"\\\"stream\\\":true \\\"model\\\":\\\"other\\\"\"}],\"stream\":false,\"model\":\"mock\"}");
        assertFalse(body.wantsStream());
        assertEquals("mock", body.model());
    }

    @Test
    void streamOptionsAreNotStream() {
        add("{\"stream_options\":true}");
        assertFalse(body.wantsStream());
    }

    @Test
    void takesWhatIsCutOrMissing() {
        String whole = "{\"model\":\"mock\",\"stream\":true}";
        for (int end = 0; end < whole.length(); end++) {
            body.clear();
            add(whole.substring(0, end));
            assertTrue("mock".startsWith(body.model()));
            body.wantsStream();
        }
    }

    @Test
    void isBounded() {
        byte[] part = new byte[1024 * 1024];
        for (int i = 0; i < 4; i++) {
            body.part(part, 0, part.length);
        }
        assertFalse(body.isTooLong());
        body.part(part, 0, 1);
        assertTrue(body.isTooLong());
        body.clear();
        assertFalse(body.isTooLong());
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        body.part(bytes, 0, bytes.length);
    }
}
