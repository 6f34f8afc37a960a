package modelscan.bench.mock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** All that the mock ever says in one protocol, as bytes made once. */
final class Recording {
    private static final String WORDS = "The quick brown fox jumps over the lazy dog while every passing packet waits for its turn ";
    private static final String TEXT = WORDS.repeat(9).strip();

    private final ByteBuffer completion;
    private final ByteBuffer opening;
    private final ByteBuffer[] words;
    private final ByteBuffer[] ending;
    private final String error;

    /**
     * @param begin the event before the words, and the first word
     * @param word makes the event of a word
     * @param end the three events after the words
     */
    private Recording(String completion, String begin, UnaryOperator<String> word, List<String> end, String error) {
        this.completion = message(200, "", completion);
        opening = buffer("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + chunked(begin));
        words = Stream.of(WORDS.split(" ")).map(each -> buffer(chunked(word.apply(" " + each)))).toArray(ByteBuffer[]::new);
        ending = new ByteBuffer[] {buffer(chunked(end.get(0))), buffer(chunked(end.get(1))), buffer(chunked(end.get(2)) + "0\r\n\r\n")};
        this.error = error;
    }

    /** Chat completions. */
    static Recording openAi() {
        String chunk = "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"mock\",";
        String usage = "\"usage\":{\"prompt_tokens\":320,\"completion_tokens\":150,\"total_tokens\":470}";
        return new Recording("""
                {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"mock",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],%s}"""
                .formatted(TEXT, usage),
                chunk + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"The\"}}]}\n\n",
                word -> chunk + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + word + "\"}}]}\n\n",
                List.of(chunk + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                        chunk + "\"choices\":[]," + usage + "}\n\n", "data: [DONE]\n\n"),
                "{\"error\":{\"message\":\"the script says %d\",\"type\":\"%s\",\"code\":null}}");
    }

    /** Anthropic's messages. */
    static Recording anthropic() {
        String head = "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"mock\",";
        return new Recording(head + "\"content\":[{\"type\":\"text\",\"text\":\"" + TEXT + "\"}],\"stop_reason\":\"end_turn\","
                + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":320,\"output_tokens\":150}}",
                event("message_start", "\"message\":" + head + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
                        + "\"usage\":{\"input_tokens\":320,\"output_tokens\":1}}")
                        + event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}") + delta("The"),
                Recording::delta,
                List.of(event("content_block_stop", "\"index\":0"),
                        event("message_delta", "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":150}"),
                        "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
                "{\"type\":\"error\",\"error\":{\"message\":\"the script says %d\",\"type\":\"%s\"}}");
    }

    ByteBuffer completion() {
        return completion.duplicate();
    }

    /** Head and half of the body, for an answer that is cut. */
    ByteBuffer halfCompletion() {
        return completion.duplicate().limit(completion.limit() / 2);
    }

    /** The pieces of a stream, each to be written on its own: the content chunks, then three that end it. */
    ByteBuffer piece(int index, int chunks) {
        if (index < chunks) {
            return index == 0 ? opening.duplicate() : words[index % words.length].duplicate();
        }
        return ending[index - chunks].duplicate();
    }

    static int pieces(int chunks) {
        return chunks + 3;
    }

    ByteBuffer error(int status) {
        String retry = status == 429 ? "Retry-After: 1\r\n" : "";
        return message(status, retry, error.formatted(status, status == 429 ? "rate_limit_error" : "server_error"));
    }

    static ByteBuffer message(int status, String headers, String body) {
        return buffer("HTTP/1.1 " + status + " " + (status == 200 ? "OK" : "Scripted") + "\r\nContent-Type: application/json\r\n" + headers
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    private static String delta(String word) {
        return event("content_block_delta", "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + word + "\"}");
    }

    private static String event(String name, String members) {
        return "event: " + name + "\ndata: {\"type\":\"" + name + "\"," + members + "}\n\n";
    }

    private static String chunked(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    private static ByteBuffer buffer(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
