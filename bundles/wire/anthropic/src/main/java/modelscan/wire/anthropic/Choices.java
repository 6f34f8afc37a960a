package modelscan.wire.anthropic;

import modelscan.api.model.StreamEvent;

/** This protocol has one answer; what belongs to a second one is left out. */
final class Choices {
    private Choices() {
    }

    /** Whether an event belongs to the only answer there can be. */
    static boolean only(StreamEvent event) {
        return 0 == switch (event) {
            case StreamEvent.TextDelta text -> text.choice();
            case StreamEvent.RefusalDelta refusal -> refusal.choice();
            case StreamEvent.ThinkingDelta thought -> thought.choice();
            case StreamEvent.ToolCallStarted call -> call.choice();
            case StreamEvent.ToolCallDelta more -> more.choice();
            case StreamEvent.Cited cited -> cited.choice();
            case StreamEvent.MediaProduced made -> made.index();
            case StreamEvent.Finished finished -> finished.choice();
            case StreamEvent.Started _, StreamEvent.UsageReported _, StreamEvent.Failed _, StreamEvent.Embedded _,
                    StreamEvent.Transcribed _, StreamEvent.Ranked _, StreamEvent.Moderated _, StreamEvent.Found _,
                    StreamEvent.JobChanged _ -> 0;
        };
    }
}
