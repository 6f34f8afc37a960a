package modelscan.core.catalog;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.net.UpstreamAnswer;

/**
 * Memory for answers that are held whole: one takes an eighth of it at most, all large ones together a quarter.
 *
 * <p>Whoever ends the process by an endless answer ends it for all callers.
 */
final class Room {
    private static final int LARGEST = 256 << 20;
    private static final int LARGEST_FRAME = 64 << 20;
    // Larger than nearly every answer, so that nearly none has to ask for room.
    private static final int SMALL = 1 << 20;

    private final int largest;
    private final int frame;
    private final AtomicLong left;

    /** An answer, and how to give its room back. */
    record Held(byte[] bytes, Runnable release) {
    }

    /** Room in this much memory. */
    Room(long memory) {
        this.largest = (int) Math.min(LARGEST, memory / 8);
        this.frame = (int) Math.min(LARGEST_FRAME, memory / 32);
        this.left = new AtomicLong(memory / 4);
    }

    /** The most bytes a frame of a stream may have. */
    int frame() {
        return frame;
    }

    /** Reads an answer to its end. */
    Held read(UpstreamAnswer answer) {
        if (answer.length() >= 0 && answer.length() <= SMALL) {
            return small(answer.bytes(SMALL));
        }
        byte[] head = answer.length() < 0 ? head(answer) : new byte[0];
        return answer.length() < 0 && head.length < SMALL ? small(head) : large(head, answer);
    }

    private static Held small(byte[] bytes) {
        return new Held(bytes, () -> { });
    }

    private Held large(byte[] head, UpstreamAnswer answer) {
        take();
        int held = 0;
        try {
            byte[] all = joined(head, answer.bytes(largest - head.length));
            held = all.length;
            return new Held(all, () -> left.addAndGet(all.length));
        } finally {
            left.addAndGet(largest - held);
        }
    }

    private static byte[] head(UpstreamAnswer answer) {
        try {
            return answer.body().readNBytes(SMALL);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] joined(byte[] head, byte[] rest) {
        if (head.length == 0) {
            return rest;
        }
        byte[] all = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, all, head.length, rest.length);
        return all;
    }

    private void take() {
        if (left.addAndGet(-largest) < 0) {
            left.addAndGet(largest);
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "too many large answers are held at this moment"));
        }
    }
}
