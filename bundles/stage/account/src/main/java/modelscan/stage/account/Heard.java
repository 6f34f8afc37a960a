package modelscan.stage.account;

import java.util.Arrays;
import java.util.List;
import modelscan.api.gateway.Piece;
import modelscan.api.model.StreamEvent;

/**
 * What came out, to be counted only if the provider does not tell it.
 *
 * <p>At most {@value #MOST} pieces are kept, spread evenly over the answer; nothing is read from them while they pass.
 */
final class Heard {
    private static final int MOST = 128;

    private static final int FEW = 4;

    // Most answers are one piece.
    private Piece[] kept = new Piece[FEW];
    private int stride = 1;
    private int count;
    private long passed;

    synchronized void add(Piece piece) {
        long at = passed++;
        if (!chosen(at)) {
            return;
        }
        if (count == MOST) {
            thin();
            if (!chosen(at)) {
                return;
            }
        }
        if (count == kept.length) {
            kept = Arrays.copyOf(kept, Math.min(MOST, 4 * count));
        }
        kept[count++] = piece;
    }

    // One of each stride, and not always the first: what comes in turns, such as a word and nothing, must not fall into step.
    private boolean chosen(long at) {
        return at % stride == spread(at / stride) % stride;
    }

    private static long spread(long number) {
        return number * 0x9E3779B97F4A7C15L >>> 33;
    }

    /** Whether anything came. */
    synchronized boolean anything() {
        return passed > 0;
    }

    /** The words of the kept pieces. */
    synchronized String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            events(kept[i]).forEach(event -> append(text, event));
        }
        return text.toString();
    }

    /** How many pieces passed for each that was kept. */
    synchronized int stride() {
        return stride;
    }

    private void thin() {
        for (int i = 0; i < MOST / 2; i++) {
            kept[i] = kept[2 * i + (int) (spread(passed + i) & 1)];
        }
        Arrays.fill(kept, MOST / 2, MOST, null);
        count = MOST / 2;
        stride *= 2;
    }

    // A piece that cannot be read was broken by its provider, and what it said cannot be counted.
    private static List<StreamEvent> events(Piece piece) {
        try {
            return piece.events();
        } catch (RuntimeException unreadable) {
            return List.of();
        }
    }

    private static void append(StringBuilder text, StreamEvent event) {
        switch (event) {
            case StreamEvent.TextDelta delta -> text.append(delta.text());
            case StreamEvent.ThinkingDelta delta -> text.append(delta.text());
            case StreamEvent.RefusalDelta delta -> text.append(delta.text());
            case StreamEvent.ToolCallStarted call -> text.append(call.name());
            case StreamEvent.ToolCallDelta delta -> text.append(delta.arguments());
            case StreamEvent.Started _, StreamEvent.Cited _, StreamEvent.MediaProduced _, StreamEvent.Embedded _,
                    StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _, StreamEvent.Found _,
                    StreamEvent.JobChanged _, StreamEvent.UsageReported _, StreamEvent.Finished _, StreamEvent.Failed _ -> { }
        }
    }
}
