package modelscan.test.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * What a {@link ScriptedServer} answers, step by step.
 *
 * <pre>{@code
 * ScriptedAnswer.json(429, "{\"error\":\"slow down\"}").header("retry-after", "3");
 * ScriptedAnswer.streamed("text/event-stream", first, second).waitingBefore(1, latch).cutAfter(40);
 * }</pre>
 *
 * @param status the HTTP status
 * @param headers beside those about the length of the body
 * @param steps the body in pieces, and what happens between them
 * @param chunked whether each piece is a chunk; otherwise the length is told before
 */
public record ScriptedAnswer(int status, Map<String, String> headers, List<Step> steps, boolean chunked) {

    public ScriptedAnswer {
        headers = Map.copyOf(headers);
        steps = List.copyOf(steps);
    }

    /** One thing the server does. */
    public sealed interface Step {
        /** Sends bytes at once. */
        record Send(byte[] bytes) implements Step {
        }

        /** Waits until the test opens the latch, or the server is closed. */
        record Wait(CountDownLatch latch) implements Step {
        }

        /** Breaks the connection. */
        record Cut() implements Step {
        }

        /** Sends bytes where the head of an answer is expected, and closes. */
        record Garble(byte[] bytes) implements Step {
        }
    }

    /** A whole answer of JSON. */
    public static ScriptedAnswer json(int status, String body) {
        return whole(status, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole answer of any kind. */
    public static ScriptedAnswer whole(int status, String mediaType, byte[] body) {
        return new ScriptedAnswer(status, Map.of("content-type", mediaType), List.of(new Step.Send(body)), false);
    }

    /** An answer in chunks. */
    public static ScriptedAnswer streamed(String mediaType, byte[]... chunks) {
        List<Step> steps = Arrays.stream(chunks).<Step>map(Step.Send::new).toList();
        return new ScriptedAnswer(200, Map.of("content-type", mediaType), steps, true);
    }

    /** An answer in chunks of text. */
    public static ScriptedAnswer streamed(String mediaType, List<String> chunks) {
        return streamed(mediaType, chunks.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new));
    }

    /** Bytes that are no HTTP at all. */
    public static ScriptedAnswer garbled(byte[] bytes) {
        return new ScriptedAnswer(200, Map.of(), List.of(new Step.Garble(bytes)), false);
    }

    /** The same with another status. */
    public ScriptedAnswer status(int status) {
        return new ScriptedAnswer(status, headers, steps, chunked);
    }

    /** The same with one more header. */
    public ScriptedAnswer header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ScriptedAnswer(status, more, steps, chunked);
    }

    /** The same, waiting for the latch before the step at this index; at its size it never ends before that. */
    public ScriptedAnswer waitingBefore(int step, CountDownLatch latch) {
        List<Step> more = new ArrayList<>(steps);
        more.add(step, new Step.Wait(latch));
        return new ScriptedAnswer(status, headers, more, chunked);
    }

    /** The same, broken off after so many bytes of the body. */
    public ScriptedAnswer cutAfter(int bytes) {
        List<Step> kept = new ArrayList<>();
        int left = bytes;
        for (Step step : steps) {
            if (step instanceof Step.Send(byte[] piece) && left >= 0) {
                kept.add(new Step.Send(Arrays.copyOf(piece, Math.min(left, piece.length))));
                left -= piece.length;
            } else if (left >= 0) {
                kept.add(step);
            }
        }
        kept.add(new Step.Cut());
        // Chunks may end anywhere; a told length makes the loss visible to whoever counts.
        return new ScriptedAnswer(status, headers, kept, true);
    }

    /** The same with a chunk for every byte. */
    public ScriptedAnswer byteByByte() {
        List<Step> slow = new ArrayList<>();
        for (Step step : steps) {
            if (step instanceof Step.Send(byte[] piece)) {
                for (byte one : piece) {
                    slow.add(new Step.Send(new byte[] {one}));
                }
            } else {
                slow.add(step);
            }
        }
        return new ScriptedAnswer(status, headers, slow, true);
    }

    /** All bytes of the body. */
    public byte[] body() {
        int length = steps.stream().mapToInt(step -> step instanceof Step.Send(byte[] piece) ? piece.length : 0).sum();
        byte[] body = new byte[length];
        int at = 0;
        for (Step step : steps) {
            if (step instanceof Step.Send(byte[] piece)) {
                System.arraycopy(piece, 0, body, at, piece.length);
                at += piece.length;
            }
        }
        return body;
    }
}
