package modelscan.api.gateway;

import java.time.Duration;

/** A reply one can stop waiting for, and the clock to wait by. */
interface Intake {
    /** Waits for the next piece, but not longer than this. */
    Taken take(Duration wait);

    /** Nanoseconds of a clock that never goes back. */
    long now();

    /** Whether {@link #take} would answer without waiting. */
    boolean ready();

    /** What is known by now. */
    Receipt receipt();

    /** Gives up what is left. */
    void close();

    /** What came while waiting. */
    sealed interface Taken {
        /** A piece. */
        record Came(Piece piece) implements Taken {
        }

        /** Nothing yet. */
        record Late() implements Taken {
        }

        /** The end. */
        record Over() implements Taken {
        }
    }
}
