package modelscan.stage.account;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What is needed to make entries.
 *
 * @param around the services around
 * @param settings what the owner says
 * @param time what time it is
 * @param register names the requests that run
 */
record Desk(Surroundings around, Settings settings, Time time, Register register) {
    /** The kind of an entry in the journal. */
    static final String SETTLED = "ledger";

    /** A clock for people, and one that only goes on. */
    record Time(InstantSource wall, LongSupplier ticks) {
        static final Time SYSTEM = new Time(InstantSource.system(), System::nanoTime);

        Instant now() {
            return wall.instant();
        }

        long nanos() {
            return ticks.getAsLong();
        }
    }

    /** A desk of this process. */
    static Desk of(Surroundings around, Settings settings, Register register) {
        return new Desk(around, settings, Time.SYSTEM, register);
    }

    Settlement settlement() {
        return new Settlement(around);
    }
}
