package modelscan.core.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
    private final Rig rig = new Rig();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final List<Headers> heads = new CopyOnWriteArrayList<>();
    private volatile IntUnaryOperator status = _ -> 200;
    private HttpServer server;
    private URI hook;

    @TempDir
    Path folder;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            heads.add(exchange.getRequestHeaders());
            int answer = status.applyAsInt(heads.size());
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
            bodies.add(body);
        });
        server.start();
        hook = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?a=b");
        rig.answer = _ -> Rig.from(Reply.of(new StreamEvent.Finished(0, FinishReason.STOP, "")));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private boolean settled(Job job) {
        try {
            return EntryForm.read(Files.readAllBytes(folder.resolve(job.id()).resolve("job.json"))).webhook().orElseThrow().settled();
        } catch (IOException gone) {
            return false;
        }
    }

    @Test
    void isToldUntilItHears() throws IOException {
        status = count -> count == 1 ? 500 : count == 2 ? 302 : 204;
        DurableJobs jobs = rig.jobs(folder);
        Job job = jobs.submit(Rig.video("a"), Optional.of(hook));
        Rig.until(() -> settled(job));
        assertEquals(3, bodies.size());
        assertEquals(List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)), rig.waits);
        JsonNode told = Json.read(bodies.getLast());
        assertEquals("succeeded", told.path("state").asText());
        assertEquals("/v1/jobs/" + job.id() + "/result", told.path("urls").path("result").asText());
        Headers head = heads.getLast();
        long seconds = Long.parseLong(head.getFirst("webhook-timestamp"));
        assertEquals(rig.now.get().getEpochSecond(), seconds);
        assertEquals(job.id(), head.getFirst("webhook-id"));
        SigningKey key = SigningKey.of(Files.readAllBytes(folder.resolve("webhook.key")));
        assertEquals(key.sign(job.id(), seconds, bodies.getLast()), head.getFirst("webhook-signature"));
    }

    @Test
    void isToldAfterARestart() throws IOException {
        DurableJobs first = rig.jobs(folder);
        Job job = first.submit(Rig.video("a"), Optional.of(hook));
        Rig.until(() -> settled(job));
        first.close();
        Path file = folder.resolve(job.id()).resolve("job.json");
        Entry entry = EntryForm.read(Files.readAllBytes(file));
        Files.write(file, EntryForm.write(entry.told(new Entry.Webhook(hook, 5, false))));
        status = _ -> 503;
        rig.waits.clear();
        rig.jobs(folder);
        Rig.until(() -> settled(job));
        assertEquals(1 + 3, bodies.size(), "eight tries over all starts");
    }

    @Test
    void signsAsTheStandardSays() throws IOException {
        // The example of the standard webhooks libraries.
        SigningKey key = SigningKey.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes());
        assertEquals("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                key.sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}".getBytes()));
        assertFalse(key.toString().contains("MfKQ"));
        assertThrows(IOException.class, () -> SigningKey.of("whsec_%%".getBytes()));
    }

    @Test
    void isRefusedWhereCallersMustNotReach() throws Exception {
        DurableJobs jobs = rig.jobs(folder);
        for (String address : List.of("http://example.com/", "ftp://example.com/", "https:///x", "https://me:pw@example.com/",
                "hook", "http://127.0.0.1.example.com/")) {
            assertThrows(FailureException.class, () -> jobs.submit(Rig.video("a"), Optional.of(URI.create(address))), address);
        }
        assertEquals(0, jobs.list().size());
        Reach reach = new Reach(new JobSettings(rig.settings));
        assertThrows(IOException.class, () -> reach.address(URI.create("https://10.0.0.1/")));
        assertThrows(IOException.class, () -> reach.address(URI.create("https://127.0.0.2/")));
        assertThrows(IOException.class, () -> reach.address(URI.create("https://[::ffff:10.0.0.1]/")));
        assertTrue(reach.address(URI.create("http://localhost/")).isLoopbackAddress());
        for (String inside : List.of("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
                "0.0.0.0", "224.0.0.1", "255.255.255.255", "198.18.0.1", "::1", "::", "fe80::1", "fd00::1", "ff02::1",
                "64:ff9b::a00:1", "2002:a00:1::", "2001:db8::1")) {
            assertFalse(Reach.open(InetAddress.getByName(inside)), inside);
        }
        for (String outside : List.of("8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111")) {
            assertTrue(Reach.open(InetAddress.getByName(outside)), outside);
        }
    }
}
