package modelscan.stage.limit;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * What tells the time.
 *
 * @param nanos a clock that never jumps
 * @param wall the clock on the wall
 * @param pauses how somebody waits
 */
record Times(LongSupplier nanos, InstantSource wall, Pauses pauses) {
    static final Times REAL = new Times(System::nanoTime, InstantSource.system(), Pauses.REAL);

    long now() {
        return nanos.getAsLong();
    }
}
