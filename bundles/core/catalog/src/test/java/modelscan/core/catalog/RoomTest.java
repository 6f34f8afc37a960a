package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.Executors;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.base.net.Limits;
import modelscan.base.net.Upstream;
import modelscan.base.net.UpstreamRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoomTest {
    private static final int MEGABYTE = 1 << 20;

    private final Upstream upstream = new Upstream(Limits.usual());
    // Two megabytes for one answer, four for all.
    private final Room room = new Room(16 * MEGABYTE);
    private HttpServer server;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            int size = Integer.parseInt(exchange.getRequestURI().getPath().substring(6));
            boolean told = exchange.getRequestURI().getPath().startsWith("/told");
            exchange.sendResponseHeaders(200, told ? size : 0);
            exchange.getResponseBody().write(new byte[size]);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        upstream.close();
    }

    @Test
    void readsAnswersOfEverySizeWhole() {
        for (int size : new int[] {0, 1, MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 2 * MEGABYTE}) {
            for (String way : new String[] {"/told/", "/open/"}) {
                Room.Held held = read(way + size);
                assertEquals(size, held.bytes().length, way + size);
                held.release().run();
            }
        }
    }

    @Test
    void refusesWhatIsLargerThanItsShare() {
        for (String way : new String[] {"/told/", "/open/"}) {
            for (int again = 0; again < 3; again++) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, refused(way + (2 * MEGABYTE + 1)));
            }
        }
    }

    @Test
    void takesNoMoreLargeOnesThanFit() {
        Room.Held first = read("/open/" + 2 * MEGABYTE);
        Room.Held second = read("/told/" + 2 * MEGABYTE);
        assertEquals(ErrorCode.UNAVAILABLE, refused("/open/" + 2 * MEGABYTE));
        assertEquals(5, read("/open/5").bytes().length, "small ones need no room");

        first.release().run();

        assertEquals(2 * MEGABYTE, read("/told/" + 2 * MEGABYTE).bytes().length);
        second.release().run();
    }

    @Test
    void whatIsSmallerThanItsShareLeavesTheRestToOthers() {
        read("/open/" + (MEGABYTE + 1));
        // Two shares of two megabytes would be four; of the first, nearly one is free again.
        assertEquals(2 * MEGABYTE, read("/open/" + 2 * MEGABYTE).bytes().length);
        assertEquals(ErrorCode.UNAVAILABLE, refused("/told/" + 2 * MEGABYTE));
    }

    private Room.Held read(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return room.read(upstream.call(UpstreamRequest.get(uri, Map.of())).send());
    }

    private ErrorCode refused(String path) {
        return assertThrows(FailureException.class, () -> read(path)).failure().code();
    }
}
