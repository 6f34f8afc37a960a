package modelscan.bench.mock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** All that the mock ever says, as bytes made once. */
final class Recording {
    private static final String WORDS = "The quick brown fox jumps over the lazy dog while every passing packet waits for its turn ";
    private static final String CHUNK = "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock\",";
    private static final String USAGE = "\"usage\":{\"prompt_tokens\":320,\"completion_tokens\":150,\"total_tokens\":470}";

    private final ByteBuffer completion = message(200, "", """
            {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"mock",\
            "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],%s}"""
            .formatted(WORDS.repeat(9).strip(), USAGE));
    private final ByteBuffer opening = buffer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunked(CHUNK + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"The\"}}]}\n\n"));
    private final ByteBuffer[] words = Stream.of(WORDS.split(" "))
            .map(word -> buffer(chunked(CHUNK + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\" " + word + "\"}}]}\n\n")))
            .toArray(ByteBuffer[]::new);
    private final ByteBuffer finish = buffer(chunked(CHUNK + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"));
    private final ByteBuffer usage = buffer(chunked(CHUNK + "\"choices\":[]," + USAGE + "}\n\n"));
    private final ByteBuffer done = buffer(chunked("data: [DONE]\n\n") + "0\r\n\r\n");

    ByteBuffer completion() {
        return completion.duplicate();
    }

    /** Head and half of the body, for an answer that is cut. */
    ByteBuffer halfCompletion() {
        return completion.duplicate().limit(completion.limit() / 2);
    }

    /** The pieces of a stream, each to be written on its own: the content chunks, then finish, usage and end. */
    ByteBuffer piece(int index, int chunks) {
        if (index < chunks) {
            return index == 0 ? opening.duplicate() : words[index % words.length].duplicate();
        }
        return switch (index - chunks) {
            case 0 -> finish.duplicate();
            case 1 -> usage.duplicate();
            default -> done.duplicate();
        };
    }

    static int pieces(int chunks) {
        return chunks + 3;
    }

    static ByteBuffer error(int status) {
        String retry = status == 429 ? "Retry-After: 1\r\n" : "";
        return message(status, retry, "{\"error\":{\"message\":\"the script says %d\",\"type\":\"%s\",\"code\":null}}"
                .formatted(status, status == 429 ? "rate_limit_error" : "server_error"));
    }

    static ByteBuffer message(int status, String headers, String body) {
        return buffer("HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Scripted") + "\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private static String chunked(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static ByteBuffer buffer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
