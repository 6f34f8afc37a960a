package modelscan.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import modelscan.bench.mock.MockUpstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class LoadGeneratorTest {
    private static final String PATH = "/v1/chat/completions";
    private static final Duration GRACE = Duration.ofSeconds(30);

    private MockUpstream mock;
    private Thread thread;

    @BeforeEach
    void startMock() throws IOException {
        mock = new MockUpstream(0);
        thread = Thread.ofPlatform().daemon().start(mock);
    }

    @AfterEach
    void stopMock() throws InterruptedException {
        mock.close();
        thread.join();
    }

    @Test
    void countsGoodAnswers() throws IOException {
        LoadResult result = generator(json("mock"), 4).run(rounds(50), GRACE);
        assertTrue(result.good() >= 4, result::failures);
        assertEquals(0, result.failed(), result::failures);
        assertEquals(result.good(), result.latency().count());
        assertTrue(result.perSecond() > 0 && result.latency().percentile(0.5) > 0);
        assertTrue(result.firstByte().max() <= result.latency().max());
    }

    @Test
    void countsWholeStreams() throws IOException {
        LoadResult result = generator(stream("mock-n20", 20), 8).run(rounds(20), GRACE);
        assertTrue(result.good() >= 8, result::failures);
        assertEquals(0, result.failed(), result::failures);
        assertEquals(result.good() * 23, result.events());
    }

    @Test
    void waitsForStreamsThatAreStillOpen() throws IOException {
        LoadResult result = generator(stream("mock-n5-g20-d20", 5), 6).run(rounds(1), GRACE);
        assertEquals(6, result.good(), result::failures);
        assertEquals(6, result.total());
    }

    @ParameterizedTest
    @CsvSource({"mock-c7, CUT", "mock-c0, CUT", "mock-s429, STATUS", "mock-s500, STATUS", "mock-n3, SHORT"})
    void tellsFailedStreamsApart(String model, Outcome outcome) throws IOException {
        LoadResult result = generator(stream(model, 20), 3).run(rounds(10), GRACE);
        assertTrue(result.total() >= 3);
        assertEquals(result.total(), result.count(outcome), result::failures);
        assertEquals(0, result.good());
    }

    @ParameterizedTest
    @CsvSource({"mock-c0, CUT", "mock-s503, STATUS"})
    void tellsFailedAnswersApart(String model, Outcome outcome) throws IOException {
        LoadResult result = generator(json(model), 3).run(rounds(10), GRACE);
        assertEquals(result.total(), result.count(outcome), result::failures);
    }

    @Test
    void whatStaysOpenIsUnfinished() throws IOException {
        LoadResult result = generator(stream("mock-d60000", 20), 3).run(rounds(1), Duration.ofMillis(1));
        assertEquals(3, result.count(Outcome.UNFINISHED));
        assertEquals(3, result.total());
    }

    @Test
    void countsRefusedConnections() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        LoadResult result = generator(Call.json(port, PATH, "", "{}", 1), 2).run(rounds(3), GRACE);
        assertTrue(result.count(Outcome.REFUSED) > 0);
        assertEquals(result.total(), result.count(Outcome.REFUSED));
    }

    @ParameterizedTest
    @CsvSource({
        "'HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}', CUT",
        "'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n', CUT",
        "'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}{}', MALFORMED",
        "'no http at all\r\n', MALFORMED",
        "'', CUT"})
    void tellsBrokenServersApart(String text, Outcome outcome) throws IOException {
        try (ScriptedServer server = new ScriptedServer(text)) {
            LoadResult result = generator(Call.json(server.port(), PATH, "", "{}", 2), 1).run(rounds(2), GRACE);
            assertEquals(result.total(), result.count(outcome), result::failures);
        }
    }

    @Test
    void opensAConnectionAnewWhenTheServerCloses() throws IOException {
        try (ScriptedServer server = new ScriptedServer("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}")) {
            LoadResult result = generator(Call.json(server.port(), PATH, "", "{}", 2), 1).run(rounds(5), GRACE);
            assertEquals(0, result.failed(), result::failures);
            assertEquals(result.good(), server.connections());
        }
    }

    @Test
    void keepsAnOpenLoopGoing() throws IOException {
        LoadResult result = new LoadGenerator(json("mock"), 8, Pace.perSecond(1000)).run(rounds(100), GRACE);
        assertEquals(0, result.failed(), result::failures);
        assertTrue(result.good() > 0);
    }

    private static LoadGenerator generator(Call call, int connections) {
        return new LoadGenerator(call, connections, Pace.closed());
    }

    /** Over after so many looks at the sockets; in each the generator starts all that it can. */
    private static BooleanSupplier rounds(int count) {
        AtomicInteger seen = new AtomicInteger();
        return () -> seen.getAndIncrement() >= count;
    }

    private Call json(String model) {
        return Call.json(mock.port(), PATH, "", "{\"model\":\"" + model + "\"}", 900);
    }

    private Call stream(String model, int events) {
        return Call.stream(mock.port(), PATH, "", "{\"model\": \"" + model + "\", \"stream\" : true}", events);
    }
}
