package modelscan.bench.mock;

import java.nio.ByteBuffer;

/** One answer on its way out: which piece is next, and when. */
final class Playback {
    private final Recording recording;
    private final Script script;
    private final ByteBuffer whole;
    private int index;
    private boolean waited;

    private Playback(Recording recording, Script script, ByteBuffer whole) {
        this.recording = recording;
        this.script = script;
        this.whole = whole;
    }

    /** The pieces of an event stream. */
    static Playback stream(Recording recording, Script script) {
        return new Playback(recording, script, ByteBuffer.allocate(0));
    }

    /** A single piece. */
    static Playback whole(Recording recording, Script script, ByteBuffer message) {
        return new Playback(recording, script, message);
    }

    boolean isStream() {
        return !whole.hasRemaining();
    }

    boolean hasNext() {
        return index < last();
    }

    /** Milliseconds to let pass before the next piece; asked once, then the wait counts as done. */
    int pause() {
        if (waited) {
            return 0;
        }
        waited = true;
        if (index == 0) {
            return script.delayMillis();
        }
        return index < script.chunks() ? script.gapMillis() : 0;
    }

    ByteBuffer next() {
        waited = false;
        int current = index++;
        return isStream() ? recording.piece(current, script.chunks()) : whole.duplicate();
    }

    boolean endsWithCut() {
        return script.cuts();
    }

    private int last() {
        if (!isStream()) {
            return 1;
        }
        int pieces = Recording.pieces(script.chunks());
        return script.cuts() ? Math.min(pieces, script.cutAfter()) : pieces;
    }
}
