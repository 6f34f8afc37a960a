package modelscan.stage.route;

import java.util.Optional;
import modelscan.api.gateway.Piece;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;

/** Tells pieces a caller would miss from those that could come from anybody. */
final class Content {
    private Content() {
    }

    /** Whether another candidate could not begin anew once the caller saw this. */
    static boolean in(Piece piece) {
        try {
            for (StreamEvent event : piece.events()) {
                if (binds(event)) {
                    return true;
                }
            }
            return false;
        } catch (FailureException unreadable) {
            return false;
        }
    }

    /** The failure in a piece, also behind other events, or the one of reading it. */
    static Optional<Failure> failure(Piece piece) {
        try {
            for (StreamEvent event : piece.events()) {
                if (event instanceof StreamEvent.Failed(Failure failure)) {
                    return Optional.of(failure);
                }
            }
            return Optional.empty();
        } catch (FailureException unreadable) {
            return Optional.of(unreadable.failure());
        }
    }

    private static boolean binds(StreamEvent event) {
        return switch (event) {
            case StreamEvent.Started _, StreamEvent.UsageReported _, StreamEvent.Failed _ -> false;
            case StreamEvent.TextDelta(int _, String text) -> !text.isEmpty();
            case StreamEvent.ThinkingDelta thought -> !thought.text().isEmpty() || thought.sealedText().isPresent()
                    || thought.signature().isPresent();
            case StreamEvent.RefusalDelta(int _, String text) -> !text.isEmpty();
            // A job that has begun must not be begun again elsewhere.
            case StreamEvent.JobChanged _, StreamEvent.ToolCallStarted _, StreamEvent.ToolCallDelta _, StreamEvent.Cited _,
                    StreamEvent.MediaProduced _, StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.Finished _ -> true;
        };
    }
}
