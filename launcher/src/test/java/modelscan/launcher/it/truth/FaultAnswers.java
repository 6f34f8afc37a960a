package modelscan.launcher.it.truth;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.launcher.it.truth.FaultUpstream.Script;

/** What an upstream says in the protocol of OpenAI: rightly, and in part. */
final class FaultAnswers {
    private static final int WORDS = 8;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private FaultAnswers() {
    }

    /** A right answer, whole or as a stream; what it used differs from call to call, and the connection is kept. */
    static Script right() {
        return call -> {
            int number = NUMBER.incrementAndGet();
            long input = 11 + number * 7 % 90;
            long output = 3 + number * 5 % 40;
            call.book(input, output, output);
            String usage = usage(input, output);
            if (call.stream()) {
                call.say(streamHead("connection: close") + words(WORDS) + end(usage));
            } else {
                call.say(whole(200, json(usage), "connection: keep-alive"));
                call.keep();
            }
        };
    }

    /** A model nobody wrote a script for. */
    static Script unknown() {
        return refused(404, "{\"error\":{\"message\":\"no script for this model\",\"code\":\"model_not_found\"}}");
    }

    /** Refuses; nothing is billed. */
    static Script refused(int status, String json, String... headers) {
        return call -> call.say(whole(status, json, headers));
    }

    static Script refusal(int status, String... headers) {
        return refused(status, "{\"error\":{\"message\":\"acted out\"}}", headers);
    }

    /** A whole answer with these bytes behind its head; nothing is billed. */
    static Script raw(String text) {
        return call -> call.say(text);
    }

    /** A whole answer that is billed, with another {@code usage} than the right one. */
    static Script usageSays(String member) {
        return call -> {
            call.book(20, WORDS, WORDS);
            if (call.stream()) {
                call.say(streamHead("connection: close") + words(WORDS) + finish() + chunk("[]", member) + "data: [DONE]\n\n");
            } else {
                call.say(whole(200, json(member), "connection: close"));
            }
        };
    }

    /** The first words of a stream that is billed for them, and then what happens. */
    static Script begins(int words, Script then) {
        return call -> {
            call.book(20, words, words);
            call.say(streamHead("connection: close") + words(words));
            then.play(call);
        };
    }

    static String head(int status, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        boolean told = false;
        for (String header : headers) {
            told |= header.startsWith("connection: ");
            head.append(header).append("\r\n");
        }
        // The connection is closed behind a fault; who does not say so only acts out another one, which is U30.
        return told ? head.toString() : head.append("connection: close\r\n").toString();
    }

    static String whole(int status, String json, String... headers) {
        return head(status, headers) + "content-type: application/json\r\ncontent-length: "
                + json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json;
    }

    static String streamHead(String... headers) {
        return head(200, headers) + "content-type: text/event-stream\r\n\r\n";
    }

    /** A whole answer of eight words; {@code usage} is a member with a comma before it, or nothing. */
    static String json(String usage) {
        return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"" + " word".repeat(WORDS).strip()
                + "\"},\"finish_reason\":\"stop\"}]" + usage + "}";
    }

    static String usage(long input, long output) {
        return ",\"usage\":{\"prompt_tokens\":" + input + ",\"completion_tokens\":" + output + ",\"total_tokens\":"
                + (input + output) + "}";
    }

    /** Chunks of one word each. */
    static String words(int count) {
        return chunk("[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]", "")
                + chunk("[{\"index\":0,\"delta\":{\"content\":\" word\"},\"finish_reason\":null}]", "").repeat(count);
    }

    static String finish() {
        return chunk("[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]", "");
    }

    static String end(String usage) {
        return finish() + chunk("[]", usage) + "data: [DONE]\n\n";
    }

    static String chunk(String choices, String more) {
        return "data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"choices\":" + choices + more + "}\n\n";
    }
}
