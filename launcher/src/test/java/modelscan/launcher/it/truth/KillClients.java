package modelscan.launcher.it.truth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Clients that ask one question behind the other, and remember every answer they got whole. */
final class KillClients {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int CLIENTS = 10;
    private static final long PAUSE = 20_000_000;
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Map<String, Got> got = new ConcurrentHashMap<>();
    private final Queue<String> odd = new ConcurrentLinkedQueue<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong busy = new AtomicLong();

    /** What a client was told: under which id, and how much it used. */
    record Got(String request, long input, long cached, long output) {
    }

    /** The clients of one life of the gateway. */
    final class Crowd implements AutoCloseable {
        private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicLong first = new AtomicLong();
        private volatile boolean over;

        private Crowd(URI gateway, String key) {
            for (int i = 0; i < CLIENTS; i++) {
                threads.add(Thread.ofVirtual().start(() -> askOn(gateway.resolve("/v1/chat/completions"), key)));
            }
        }

        /** When the first answer came, as nanoseconds; 0 if none has come yet. */
        long first() {
            return first.get();
        }

        @Override
        public void close() {
            finish();
            client.shutdownNow();
        }

        /** Waits until all have got their answers, or have seen the gateway go. */
        void finish() {
            over = true;
            try {
                for (Thread thread : threads) {
                    thread.join();
                }
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        private void askOn(URI address, String key) {
            try {
                while (!over) {
                    ask(address, key, "c" + asked.incrementAndGet());
                }
            } catch (IOException killed) {
                // It is what this test is about.
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }

        private void ask(URI address, String key, String id) throws IOException, InterruptedException {
            boolean stream = id.hashCode() % 3 == 0;
            HttpResponse<String> answer = client.send(HttpRequest.newBuilder(address).timeout(LONGEST)
                    .header("content-type", "application/json").header("authorization", "Bearer " + key)
                    .header("x-modelscan-tags", id).POST(HttpRequest.BodyPublishers.ofString(question(id, stream))).build(),
                    HttpResponse.BodyHandlers.ofString());
            String request = answer.headers().firstValue("x-modelscan-request-id").orElse("");
            JsonNode usage = usage(answer, stream);
            if (answer.statusCode() == 503) {
                // Right behind a start keys and budgets are still being counted: it says so, and calls nobody.
                busy.incrementAndGet();
                LockSupport.parkNanos(PAUSE);
            } else if (usage.isObject()) {
                got.put(id, new Got(request, usage.path("prompt_tokens").asLong(-1),
                        usage.at("/prompt_tokens_details/cached_tokens").asLong(-1), usage.path("completion_tokens").asLong(-1)));
                first.compareAndSet(0, System.nanoTime());
            } else {
                odd.add(answer.statusCode() + " " + answer.body());
            }
        }
    }

    /** Lets clients loose on a gateway. */
    Crowd ask(URI gateway, String key) {
        return new Crowd(gateway, key);
    }

    /** The answers that came whole, by the id in the question. */
    Map<String, Got> got() {
        return got;
    }

    /** How often somebody was asked to come again. */
    long busy() {
        return busy.get();
    }

    /** Answers that are none. */
    List<String> odd() {
        return List.copyOf(odd);
    }

    private static String question(String id, boolean stream) {
        return "{\"model\":\"openai/gpt-4o-mini\",\"max_tokens\":16,\"messages\":[{\"role\":\"user\",\"content\":\"" + id + "\"}]"
                + (stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "") + "}";
    }

    /** The usage of an answer that is whole; nothing of any other. */
    private static JsonNode usage(HttpResponse<String> answer, boolean stream) throws JsonProcessingException {
        if (answer.statusCode() != 200) {
            return JSON.missingNode();
        }
        if (!stream) {
            return JSON.readTree(answer.body()).path("usage");
        }
        List<String> data = answer.body().lines().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).toList();
        return data.size() > 1 && data.getLast().equals("[DONE]") ? JSON.readTree(data.get(data.size() - 2)).path("usage")
                : JSON.missingNode();
    }
}
