package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes to a provider and comes back, when the provider is set up while the gateway runs. */
@Timeout(180)
class UpstreamIT {
    private static final String KEY = "sk-upstream-test";
    private static final String STREAM = "\"stream\":true";
    private static final String FIRST = "data: {\"id\":\"c1\", \"x_own\" : [1 , 2.50],\"object\":\"chat.completion.chunk\","
            + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"h\\u00e9 \"},\"finish_reason\":null}]}";
    private static final String LAST = "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";
    private static final String USAGE = "data: {\"id\":\"c1\",\"choices\":[],"
            + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    private static final String DONE = "data: [DONE]";
    private static RunningDistribution gateway;
    private static Caller caller;
    private static FakeUpstream upstream;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        upstream = FakeUpstream.start();
        Path secrets = Files.createDirectories(home.resolve("conf/secrets"));
        Files.writeString(secrets.resolve("openai"), KEY + "\n");
        gateway = RunningDistribution.start(Command.DISTRIBUTION, home, Map.of());
        caller = new Caller(gateway);
        configure("false");
        // Only then nothing can go to the address in the descriptor.
        Eventually.holds("openai is switched off", () -> caller.provider("openai").isEmpty());
        configure("true");
        Eventually.holds("openai is up", () -> caller.health("openai").equals("up"));
    }

    @AfterAll
    static void stop() throws Exception {
        caller.close();
        upstream.close();
        assertEquals(0, gateway.stop(), () -> "it said: " + gateway.output());
    }

    @Test
    void aChangeOfItsSettingNeverSendsAnythingElsewhere() throws Exception {
        upstream.answers(FakeUpstream.whole(200, answer("hi")));
        Set<Integer> statuses = new HashSet<>();
        for (int change = 0; change < 5; change++) {
            String plan = "plan " + change;
            configure("true,\"plan\":\"" + plan + "\"");
            // Longer than it takes until a changed file is seen: every moment of the change gets a request.
            for (int request = 0; request < 150; request++) {
                statuses.add(caller.chat(Caller.question("openai/gpt-test", plan)).status());
                upstream.request();
            }
        }
        assertEquals(Set.of(200), statuses, "the address in the descriptor cannot answer here");
    }

    @Test
    void unknownMembersArriveAsTheyWereSent() throws Exception {
        upstream.answers(FakeUpstream.whole(200, answer("hi")));
        String sent = "{\"x_unknown\": {\"deep\":[1.50, 1e3,\"\\u00e9\\/\"] },\"model\": \"openai/gpt-test\","
                + "\"messages\": [ {\"role\":\"user\",\"content\":\"h\u00e9\",\"x_more\":null} ],\"seed\": 12345678901234567890}";

        Caller.Answer answer = caller.chat(sent);
        FakeUpstream.Received received = upstream.request();

        assertEquals(sent.replace("openai/gpt-test", "gpt-test"), received.body());
        assertEquals(Optional.of("Bearer " + KEY), received.header("authorization"));
        assertTrue(received.head().startsWith("POST /v1/chat/completions HTTP/1.1\r\n"), received.head());
        assertEquals(200, answer.status());
        assertEquals("hi", answer.json().at("/choices/0/message/content").asText());
        assertEquals(7, answer.json().path("x_own").asInt(), "unknown members come back as well");
        assertEquals(Optional.of("openai"), answer.header("x-modelscan-provider"));
        assertEquals(Optional.of("gpt-test"), answer.header("x-modelscan-model"));
    }

    @Test
    void aRequestThatNeedsNoChangeArrivesByteForByte() throws Exception {
        upstream.answers(FakeUpstream.whole(200, answer("hi")));
        String sent = "\n{ \"x\" : [ 1.0 ]\t, \"model\":\"gpt-4.1\",\r\n \"messages\":[{\"role\":\"user\",\"content\":\"x\"}] } ";

        assertEquals(200, caller.chat(sent).status());
        assertEquals(sent, upstream.request().body());
    }

    @Test
    void nothingOfTheGatewayGoesToTheProvider() throws Exception {
        upstream.answers(FakeUpstream.whole(200, answer("hi")));

        caller.chat(Caller.question("openai/gpt-test", "x"), "authorization", "Bearer of-the-client",
                "x-modelscan-tags", "secret-project", "cookie", "a=b");
        String head = upstream.request().head().toLowerCase();

        assertFalse(head.contains("of-the-client") || head.contains("modelscan-tags") || head.contains("cookie"), head);
    }

    @Test
    void framesPassUntouchedAndUnaskedUsageStaysInside() throws Exception {
        upstream.answers(FakeUpstream.events(FIRST, LAST, USAGE, DONE));

        Caller.Answer answer = caller.chat(Caller.question("openai/gpt-test", "x", STREAM));

        assertEquals(List.of(FIRST, LAST, DONE), answer.text().lines().filter(line -> !line.isEmpty()).toList());
        assertTrue(upstream.request().body().contains("\"include_usage\":true"), "the gateway itself wants to know");
    }

    @Test
    void usageThatWasAskedForComes() throws Exception {
        upstream.answers(FakeUpstream.events(FIRST, LAST, USAGE, DONE));
        String question = Caller.question("openai/gpt-test", "x", STREAM, "\"stream_options\":{\"include_usage\":true}");

        Caller.Answer answer = caller.chat(question);

        assertEquals(List.of(FIRST, LAST, USAGE, DONE), answer.text().lines().filter(line -> !line.isEmpty()).toList());
        assertEquals(question.replace("openai/gpt-test", "gpt-test"), upstream.request().body());
    }

    // A model that failed is left alone for a while, so each trouble has a model of its own.
    @Test
    void refusalsKeepTheirMeaning() throws Exception {
        upstream.answers(FakeUpstream.whole(429, "{\"error\":{\"message\":\"slow down\",\"type\":\"requests\","
                + "\"param\":null,\"code\":\"rate_limit_exceeded\"}}", "retry-after: 7"));
        Caller.Answer limited = caller.chat(Caller.question("openai/refusing-1", "x", STREAM));
        upstream.answers(FakeUpstream.whole(500, "{\"error\":{\"message\":\"oops\",\"type\":\"server_error\"}}"));
        Caller.Answer failed = caller.chat(Caller.question("openai/refusing-2", "x"));
        upstream.answers(FakeUpstream.whole(400, "{\"error\":{\"message\":\"bad temperature\","
                + "\"type\":\"invalid_request_error\",\"param\":\"temperature\",\"code\":null}}"));
        Caller.Answer wrong = caller.chat(Caller.question("openai/refusing-3", "x"));

        assertEquals(429, limited.status());
        assertEquals(Optional.of("7"), limited.header("retry-after"));
        assertEquals("rate_limit_exceeded", limited.json().at("/error/code").asText());
        assertTrue(limited.json().at("/error/message").asText().contains("slow down"), limited.text());
        assertEquals(500, failed.status());
        assertEquals("openai", failed.json().at("/error/provider").asText());
        assertEquals(400, wrong.status());
        assertEquals("temperature", wrong.json().at("/error/param").asText());
    }

    @Test
    void pagesWhereJsonWasWantedAreRefused() throws Exception {
        upstream.answers(FakeUpstream.page(200, "text/html", "<html><title>Welcome</title></html>"));
        Caller.Answer welcome = caller.chat(Caller.question("openai/page-1", "x"));
        upstream.answers(FakeUpstream.page(503, "text/html", "<html><title>Down for a while</title></html>"));
        Caller.Answer down = caller.chat(Caller.question("openai/page-2", "x", STREAM));

        assertEquals(502, welcome.status(), welcome.text());
        assertEquals("provider_garbage", welcome.json().at("/error/code").asText());
        assertEquals(503, down.status(), down.text());
        assertFalse(down.text().contains("<html>"), down.text());
    }

    @Test
    void aStreamThatBreaksOffNeverLooksComplete() throws Exception {
        upstream.answers(FakeUpstream.events(FIRST));

        Caller.Answer answer = caller.chat(Caller.question("openai/cut-1", "x", STREAM));

        assertEquals(200, answer.status());
        assertEquals("h\u00e9 ", answer.said());
        assertFalse(answer.data().contains("[DONE]"), answer.text());
        assertEquals("stream_cut", answer.chunks().getLast().at("/error/code").asText(), answer.text());
    }

    @Test
    void aClientThatLeavesBeforeTheFirstByteEndsTheCall() throws Exception {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        upstream.answers((in, out) -> seen.complete(end(in)));

        try (OpenCall _ = OpenCall.chat(caller.data(), Caller.question("openai/gpt-test", "x", STREAM))) {
            upstream.request();
            assertFalse(seen.isDone());
        }

        assertEquals(-1, seen.get(30, TimeUnit.SECONDS));
        Eventually.holds("no exchange runs", () -> caller.running("openai") == 0);
    }

    @Test
    void aClientThatLeavesInTheMiddleEndsTheCall() throws Exception {
        CompletableFuture<Integer> seen = new CompletableFuture<>();
        upstream.answers((in, out) -> {
            FakeUpstream.events(FIRST).answer(in, out);
            seen.complete(end(in));
        });

        try (OpenCall call = OpenCall.chat(caller.data(), Caller.question("openai/gpt-test", "x", STREAM))) {
            call.readUntil("x_own");
            assertEquals(1, caller.running("openai"));
        }

        assertEquals(-1, seen.get(30, TimeUnit.SECONDS));
        Eventually.holds("no exchange runs", () -> caller.running("openai") == 0);
    }

    @Test
    void fallbacksAnswerWhenTheProviderFails() throws Exception {
        upstream.answers(FakeUpstream.broken());

        Caller.Answer alone = caller.chat(Caller.question("openai/broken-1", "still here"));
        Caller.Answer answer = caller.chat(Caller.question("openai/broken-2", "still here", STREAM),
                "x-modelscan-fallbacks", "echo");

        assertEquals(502, alone.status(), alone.text());
        assertEquals(200, answer.status(), answer.text());
        assertEquals("still here", answer.said());
        assertEquals(Optional.of("echo"), answer.header("x-modelscan-provider"));
        assertEquals(Optional.of("2"), answer.header("x-modelscan-attempts"));
    }

    private static void configure(String enabled) throws IOException {
        Path file = gateway.home().resolve("conf/openai.json");
        Path draft = Files.writeString(file.resolveSibling("openai.draft"), "{\"modelscan.provider~openai\": {\"url\": \""
                + upstream.url() + "\", \"key\": \"$[secret:openai]\", \"enabled\": " + enabled + "}}");
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String answer(String text) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"gpt-test\",\"x_own\":7,\"choices\":[{"
                + "\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}";
    }

    /** Waits until the other side closes: its last word is -1, whether it said goodbye or reset the line. */
    private static int end(InputStream in) {
        try {
            return in.read();
        } catch (IOException reset) {
            return -1;
        }
    }
}
