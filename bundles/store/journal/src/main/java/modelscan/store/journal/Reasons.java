package modelscan.store.journal;

import java.time.Duration;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** Why the journal does not do what it is asked. */
final class Reasons {
    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration WHILE = Duration.ofSeconds(5);

    private Reasons() {
    }

    static Failure busy() {
        return Failure.of(ErrorCode.UNAVAILABLE, "too many entries wait for the disk").because("storage_busy").after(MOMENT);
    }

    static Failure full(String why) {
        return Failure.of(ErrorCode.UNAVAILABLE, "the disk of the journal is full: " + why).because("storage_full").after(WHILE);
    }

    static Failure failed(String why) {
        return Failure.of(ErrorCode.UNAVAILABLE, why).because("storage_failed");
    }

    static Failure closed() {
        return failed("the journal is closed");
    }

    /** What broke the writing. */
    static Failure of(Throwable broken, Guard guard) {
        boolean noRoom = String.valueOf(broken.getMessage()).contains("No space left") || guard.exhausted();
        return noRoom ? full("an entry could not be written") : failed("the journal cannot be written: " + broken.getMessage());
    }
}
