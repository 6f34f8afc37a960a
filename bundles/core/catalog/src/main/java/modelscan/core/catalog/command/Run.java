package modelscan.core.catalog.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.process.ChildProcess;

/**
 * One call of a program, read line by line.
 *
 * @param child the program
 * @param frames its lines
 * @param reader what they mean
 * @param back what its end means
 * @param losses what it was not told
 */
record Run(ChildProcess child, Framing.Reader frames, Back.Reader reader, Back back, List<String> losses) {
    // A program that has answered may still have to write down its session.
    private static final Duration AFTERWARDS = Duration.ofSeconds(15);

    /** The next piece; empty when the answer is complete. A failure is a piece. */
    Optional<Piece> next() throws IOException {
        while (!reader.complete()) {
            Optional<Frame> frame = frames.next();
            Optional<Piece> piece = frame.isEmpty() ? Optional.of(end()).filter(last -> !last.events().isEmpty())
                    : json(frame.get()) ? reader.read(frame.get()) : Optional.empty();
            if (piece.isPresent() || frame.isEmpty()) {
                return piece;
            }
        }
        return Optional.empty();
    }

    /** Whether the next piece is there already. */
    boolean ready() {
        return reader.complete() || frames.ready();
    }

    /** Lets the program finish in its own time. */
    void release() {
        child.release(AFTERWARDS);
    }

    // Between its lines of JSON a program may say something to people.
    private static boolean json(Frame line) {
        byte[] data = line.data();
        int at = 0;
        while (at < data.length && (data[at] == ' ' || data[at] == '\t')) {
            at++;
        }
        return at < data.length && data[at] == '{';
    }

    // What the program said counts more than its exit status; without a verdict of its own the status decides.
    private Piece end() {
        int exit = child.exit();
        byte[] status = Integer.toString(exit).getBytes(StandardCharsets.UTF_8);
        Optional<Piece> last = reader.read(new Frame(Frame.END, status, false));
        if (last.isPresent() || reader.complete()) {
            return last.orElseGet(Piece::of);
        }
        return Piece.failed(child.verdict().orElseGet(() -> failure(exit)));
    }

    private Failure failure(int exit) {
        if (exit == 0) {
            return Failure.of(ErrorCode.STREAM_CUT, "the program ended before its answer was complete");
        }
        return back.failure(exit, Map.of(), child.complaint().getBytes(StandardCharsets.UTF_8));
    }
}
