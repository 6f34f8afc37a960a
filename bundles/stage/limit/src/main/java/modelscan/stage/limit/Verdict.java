package modelscan.stage.limit;

import java.util.Optional;
import modelscan.api.model.Failure;

/** Whether a call may go out. */
sealed interface Verdict {
    /** It may. */
    record Passed(Pass pass) implements Verdict {
    }

    /**
     * A limit does not allow it now.
     *
     * @param gauge the one that takes longest to allow it
     * @param pause how long that is; {@link Meter#NEVER} if time alone does not help
     */
    record Full(Gauge gauge, long pause) implements Verdict {
    }

    /** It needs more than a limit allows at all. */
    record TooLarge(Gauge gauge, long needed) implements Verdict {
    }

    /** The provider refused others a moment ago and said when it will not any more. */
    record Closed(long pause, Optional<Failure> why) implements Verdict {
    }

    /** Its caller has gone. */
    record Left() implements Verdict {
    }

    /** How long to wait until it may be otherwise; {@link Meter#NEVER} if time alone does not help. */
    default long pause(long otherwise) {
        return switch (this) {
            case Full(Gauge _, long pause) -> pause;
            case Closed(long pause, Optional<Failure> _) -> pause;
            case Passed _, TooLarge _, Left _ -> otherwise;
        };
    }
}
