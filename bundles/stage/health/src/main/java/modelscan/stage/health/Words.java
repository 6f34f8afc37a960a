package modelscan.stage.health;

import modelscan.api.gateway.Piece;
import modelscan.api.model.FailureException;
import modelscan.api.model.StreamEvent;

/** Tells the first words of an answer from what comes before them. */
final class Words {
    private Words() {
    }

    /** Whether anything of the answer is in a piece; one that cannot be read says nothing. */
    static boolean in(Piece piece) {
        try {
            for (StreamEvent event : piece.events()) {
                if (says(event)) {
                    return true;
                }
            }
            return false;
        } catch (FailureException unreadable) {
            return false;
        }
    }

    private static boolean says(StreamEvent event) {
        return switch (event) {
            case StreamEvent.Started _, StreamEvent.UsageReported _, StreamEvent.JobChanged _ -> false;
            case StreamEvent.TextDelta(int _, String text) -> !text.isEmpty();
            case StreamEvent.ThinkingDelta thought -> !thought.text().isEmpty() || thought.sealedText().isPresent();
            case StreamEvent.RefusalDelta _, StreamEvent.ToolCallStarted _, StreamEvent.ToolCallDelta _, StreamEvent.Cited _,
                    StreamEvent.MediaProduced _, StreamEvent.Embedded _, StreamEvent.Transcribed _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.Finished _, StreamEvent.Failed _ -> true;
        };
    }
}
