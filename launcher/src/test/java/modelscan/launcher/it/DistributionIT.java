package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What applications see of a fresh distribution. */
@Timeout(120)
class DistributionIT {
    private static final String STREAM = "\"stream\":true";
    private static final String TOOLS = "\"tools\":["
            + "{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{\"type\":\"object\","
            + "\"properties\":{\"city\":{\"type\":\"string\"},\"days\":{\"type\":\"integer\"}}}}},"
            + "{\"type\":\"function\",\"function\":{\"name\":\"clock\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}}]";
    private static RunningDistribution gateway;
    private static Caller caller;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        Path home = folder.resolve("a home");
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/http.json"), "{\"modelscan.http.gateway\":{\"largestBody\":1}}");
        gateway = RunningDistribution.start(Command.DISTRIBUTION, home, Map.of());
        caller = new Caller(gateway);
    }

    @AfterAll
    static void stop() throws Exception {
        caller.close();
        assertEquals(0, gateway.stop(), () -> "it said: " + gateway.output());
    }

    @Test
    void echoAnswersWithJson() throws Exception {
        Caller.Answer answer = caller.chat(Caller.question("echo", "hello big world"));

        assertEquals(200, answer.status());
        assertEquals(Optional.of("application/json"), answer.header("content-type"));
        assertEquals("chat.completion", answer.json().path("object").asText());
        assertEquals("hello big world", answer.json().at("/choices/0/message/content").asText());
        assertEquals("stop", answer.json().at("/choices/0/finish_reason").asText());
        assertEquals(6, answer.json().at("/usage/total_tokens").asInt());
    }

    @Test
    void headersTellWhoServed() throws Exception {
        Caller.Answer answer = caller.chat(Caller.question("echo", "hello"));

        assertEquals(Optional.of("echo"), answer.header("x-modelscan-provider"));
        assertEquals(Optional.of("echo"), answer.header("x-modelscan-model"));
        assertEquals(Optional.of("1"), answer.header("x-modelscan-attempts"));
        assertEquals(Optional.of("0 USD"), answer.header("x-modelscan-cost"));
        assertEquals(Optional.of("miss"), answer.header("x-modelscan-cache"));
        assertTrue(answer.header("x-modelscan-request-id").filter(id -> answer.text().contains(id)).isPresent());
    }

    @Test
    void echoStreamsWordByWordToTheMarkOfTheEnd() throws Exception {
        Caller.Answer answer = caller.chat(Caller.question("echo", "hello big world", STREAM));

        assertEquals(200, answer.status());
        assertEquals(Optional.of("text/event-stream"), answer.header("content-type"));
        assertEquals(Optional.of("echo"), answer.header("x-modelscan-provider"));
        assertEquals("[DONE]", answer.data().getLast());
        assertEquals("hello big world", answer.said());
        assertEquals(List.of("", "hello ", "big ", "world"), answer.chunks().stream()
                .map(chunk -> chunk.at("/choices/0/delta/content")).filter(JsonNode::isTextual).map(JsonNode::asText).toList());
        assertTrue(answer.chunks().stream().noneMatch(chunk -> chunk.hasNonNull("usage")), "nobody asked for usage");
    }

    @Test
    void usageOfAStreamComesWhenAskedFor() throws Exception {
        Caller.Answer answer = caller.chat(Caller.question("echo", "one two", STREAM, "\"stream_options\":{\"include_usage\":true}"));

        assertEquals(4, answer.chunks().getLast().at("/usage/total_tokens").asInt());
        assertTrue(answer.chunks().getLast().path("choices").isEmpty());
    }

    @Test
    void thoughtsComeBeforeTheAnswer() throws Exception {
        Caller.Answer streamed = caller.chat(Caller.question("echo/think", "hello", STREAM));
        Caller.Answer whole = caller.chat(Caller.question("echo/think", "hello"));

        assertTrue(streamed.text().indexOf("I am an echo") < streamed.text().indexOf("\"hello\""));
        assertEquals("hello", streamed.said());
        assertTrue(whole.json().at("/choices/0/message/reasoning_content").asText().contains("I am an echo"), whole.text());
        assertEquals("hello", whole.json().at("/choices/0/message/content").asText());
    }

    @Test
    void toolsAreCalledInJson() throws Exception {
        JsonNode choice = caller.chat(Caller.question("echo/tools", "Oslo", TOOLS)).json().at("/choices/0");

        assertEquals("tool_calls", choice.path("finish_reason").asText());
        assertEquals("weather", choice.at("/message/tool_calls/0/function/name").asText());
        assertEquals("{\"city\":\"Oslo\",\"days\":1}", choice.at("/message/tool_calls/0/function/arguments").asText());
        assertEquals("clock", choice.at("/message/tool_calls/1/function/name").asText());
        assertEquals("{}", choice.at("/message/tool_calls/1/function/arguments").asText());
    }

    @Test
    void toolsAreCalledInAStream() throws Exception {
        Caller.Answer answer = caller.chat(Caller.question("echo/tools", "Oslo", STREAM, TOOLS));
        StringBuilder arguments = new StringBuilder();
        for (JsonNode chunk : answer.chunks()) {
            for (JsonNode call : chunk.at("/choices/0/delta/tool_calls")) {
                if (call.path("index").asInt() == 0) {
                    arguments.append(call.at("/function/arguments").asText());
                }
            }
        }

        assertEquals("{\"city\":\"Oslo\",\"days\":1}", arguments.toString());
        assertEquals("tool_calls", answer.chunks().getLast().at("/choices/0/finish_reason").asText());
        assertEquals("[DONE]", answer.data().getLast());
    }

    @Test
    void aClientThatGoesAwayEndsTheAnswer() throws Exception {
        String endless = "word ".repeat(10_000);
        try (OpenCall call = OpenCall.chat(caller.data(), Caller.question("echo/slow", endless, STREAM))) {
            call.readUntil("word ");
            assertEquals(1, caller.running("echo"));
        }
        Eventually.holds("no exchange runs", () -> caller.running("echo") == 0);
    }

    @Test
    void refusalsHaveTheShapeThatClientsKnow() throws Exception {
        Caller.Answer limited = caller.chat(Caller.question("echo/error-429", "hello"));
        assertError(limited, 429, "rate_limit_error", "rate_limit_exceeded");
        assertEquals(Optional.of("1"), limited.header("retry-after"));

        assertError(caller.chat(Caller.question("echo/error-500", "hello")), 500, "server_error", "provider_error");
        assertError(caller.chat(Caller.question("echo/error-429", "hello", STREAM)), 429, "rate_limit_error",
                "rate_limit_exceeded");
    }

    @Test
    void aBrokenStreamNeverLooksComplete() throws Exception {
        Caller.Answer streamed = caller.chat(Caller.question("echo/cut", "a b c d", STREAM));

        assertEquals("a b ", streamed.said());
        assertFalse(streamed.data().contains("[DONE]"), streamed.text());
        assertEquals("stream_cut", streamed.chunks().getLast().at("/error/code").asText());
        assertTrue(streamed.chunks().stream().noneMatch(chunk -> chunk.at("/choices/0/finish_reason").isTextual()));
        assertError(caller.chat(Caller.question("echo/cut", "a b c d")), 502, "server_error", "stream_cut");
    }

    @Test
    void anUnknownModelIsNotFound() throws Exception {
        Caller.Answer answer = caller.chat(Caller.question("no-such-model", "hello"));

        assertError(answer, 404, "invalid_request_error", "model_not_found");
        assertEquals("model", answer.json().at("/error/param").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\":\"echo\",", "", "[]", "hello", "{\"model\":\"echo\",\"messages\":[]} x"})
    void whatIsNoRequestIsRefused(String body) throws Exception {
        assertError(caller.chat(body), 400, "invalid_request_error", "invalid_request");
    }

    @Test
    void missingMessagesAreNamed() throws Exception {
        Caller.Answer answer = caller.chat("{\"model\":\"echo\"}");

        assertError(answer, 400, "invalid_request_error", "invalid_request");
        assertEquals("messages", answer.json().at("/error/param").asText());
    }

    @Test
    void wrongMethodsAndUnknownPathsAreTold() throws Exception {
        Caller.Answer wrongMethod = caller.get("/v1/chat/completions");

        assertError(wrongMethod, 405, "invalid_request_error", "method_not_allowed");
        assertTrue(wrongMethod.header("allow").orElse("").contains("POST"));
        assertError(caller.get("/v1/nowhere"), 404, "invalid_request_error", "not_found");
    }

    @Test
    void aBodyOverTheConfiguredSizeIsRefused() throws Exception {
        // Only announced: a server that answers early may reset a client that is still sending.
        try (OpenCall call = OpenCall.send(caller.data(), "POST /v1/chat/completions HTTP/1.1\r\nhost: localhost\r\n"
                + "content-type: application/json\r\ncontent-length: 1048577\r\n\r\n{")) {
            String answer = call.readUntil("}}");
            assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
            assertTrue(answer.contains("\"type\":\"invalid_request_error\""), answer);
        }
        assertEquals(200, caller.chat(Caller.question("echo", "a".repeat(1_000_000))).status(), "just below it is fine");
    }

    @Test
    void modelsAreListed() throws Exception {
        JsonNode list = caller.get("/v1/models").json();

        assertEquals("list", list.path("object").asText());
        assertTrue(list.path("data").findValuesAsText("id").containsAll(List.of("echo", "echo/slow", "echo/tools")));
    }

    @ParameterizedTest
    @CsvSource({"/v1/models/echo%2Fslow, echo/slow", "/v1/models/echo/slow, echo/slow", "/v1/models/echo, echo"})
    void aModelIsFoundByItsName(String path, String id) throws Exception {
        Caller.Answer answer = caller.get(path);

        assertEquals(200, answer.status());
        assertEquals(id, answer.json().path("id").asText());
    }

    @Test
    void aModelThatIsNotThereIsNotFound() throws Exception {
        assertError(caller.get("/v1/models/no/such"), 404, "invalid_request_error", "model_not_found");
    }

    @Test
    void healthAndReadinessAnswer() throws Exception {
        assertEquals("up", caller.get("/health").json().path("status").asText());
        assertEquals(200, caller.get("/ready").status());
        assertEquals("ready", caller.get("/ready").json().path("status").asText());
    }

    private static void assertError(Caller.Answer answer, int status, String type, String code) throws Exception {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(type, answer.json().at("/error/type").asText(), answer.text());
        assertEquals(code, answer.json().at("/error/code").asText(), answer.text());
        assertTrue(!answer.json().at("/error/message").asText().isBlank(), answer.text());
    }
}
