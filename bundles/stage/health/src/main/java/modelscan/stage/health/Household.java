package modelscan.stage.health;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Whether a provider works, which it does as long as one of its models is known to. */
final class Household {
    private static final int MOST = 1000;

    private final Presence presence;
    private final Map<String, Long> working = new HashMap<>();

    Household(InstantSource wall, Presence.Sums sums) {
        this.presence = new Presence(wall, sums);
    }

    /** A model does so since then, and will for the usual time or for longer. */
    synchronized void heard(String model, Presence.State state, long since, long at, long longer) {
        if (state == Presence.State.UP) {
            makeRoom(at);
            working.put(model, at + Presence.HOLDS);
            presence.heard(state, since, at, 0);
        } else {
            working.remove(model);
            if (working.values().stream().noneMatch(until -> at - until < 0)) {
                presence.heard(state, since, at, longer);
            }
        }
    }

    private void makeRoom(long at) {
        if (working.size() >= MOST) {
            working.values().removeIf(until -> at - until >= 0);
        }
        if (working.size() >= MOST) {
            working.clear();
        }
    }

    synchronized void settle(long at) {
        presence.settle(at);
    }
}
