package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FinishTest {
    private static final String BEGIN = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nEND\r\n";

    private final Upstream upstream = new Upstream(Limits.usual());

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void keepsTheConnectionWhenOnlyTheMarkOfTheEndWasLeft() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            while (line.request()) {
                line.send(BEGIN + "0\r\n\r\n");
            }
        })) {
            for (int call = 0; call < 3; call++) {
                finishAfterThree(server);
            }
            assertEquals(1, server.connections());
        }
    }

    @Test
    void letsGoOfAServerThatDoesNotEndItsAnswer() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send(BEGIN);
            line.request();
        })) {
            finishAfterThree(server);
            finishAfterThree(server);
            assertEquals(2, server.connections());
        }
    }

    @Test
    void letsGoOfAServerThatGoesOnTalking() throws Exception {
        try (LoopbackServer server = new LoopbackServer(line -> {
            line.request();
            line.send(BEGIN);
            for (int more = 0; more < 100_000; more++) {
                line.send("5\r\nnoise\r\n");
            }
        })) {
            finishAfterThree(server);
            finishAfterThree(server);
            assertEquals(2, server.connections());
        }
    }

    private void finishAfterThree(LoopbackServer server) throws IOException {
        UpstreamAnswer answer = upstream.call(Expect.post(server.uri("/"), "{}")).send();
        assertEquals("END", new String(answer.body().readNBytes(3)));
        answer.finish();
        answer.close();
    }
}
