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
 * @param life names this process
 */
record Desk(Surroundings around, Settings settings, Time time, String life) {
    /** The kind of an entry in the journal. */
    static final String SETTLED = "ledger";
    /** The kind of what is written down when a request begins. */
    static final String BEGUN = "ledger-begun";

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
    static Desk of(Surroundings around, Settings settings) {
        ProcessHandle process = ProcessHandle.current();
        return new Desk(around, settings, Time.SYSTEM,
                process.pid() + "@" + process.info().startInstant().map(Instant::toString).orElse("unknown"));
    }

    Settlement settlement() {
        return new Settlement(around);
    }
}
