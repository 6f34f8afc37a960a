package modelscan.core.plugins;

import java.util.Optional;

/**
 * What is known about one file in {@code plugins/}.
 *
 * @param handled the state of the file that was dealt with last
 * @param live the version that runs or is about to
 * @param refusal why the content of the file does not run
 */
record Slot(String file, Optional<Stamp> handled, Optional<Generation> live, Optional<Refusal> refusal) {

    /**
     * Why a file's content does not run.
     *
     * @param unmet it lacks something that another bundle may bring
     */
    record Refusal(String name, String version, String why, boolean unmet) {
    }

    static Slot empty(String file) {
        return new Slot(file, Optional.empty(), Optional.empty(), Optional.empty());
    }

    boolean handled(Stamp stamp) {
        return handled.filter(stamp::equals).isPresent();
    }

    boolean holds(String hash) {
        return live.filter(generation -> generation.hash().equals(hash)).isPresent();
    }

    Slot forgotten() {
        return new Slot(file, Optional.empty(), live, refusal);
    }

    Slot kept(Stamp stamp) {
        return new Slot(file, Optional.of(stamp), live, Optional.empty());
    }

    Slot refused(Stamp stamp, Refusal why) {
        return new Slot(file, Optional.of(stamp), live, Optional.of(why));
    }

    Slot replaced(Stamp stamp, Generation fresh) {
        return new Slot(file, Optional.of(stamp), Optional.of(fresh), Optional.empty());
    }
}
