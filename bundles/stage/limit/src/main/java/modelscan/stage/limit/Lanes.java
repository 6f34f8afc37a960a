package modelscan.stage.limit;

import java.util.LinkedHashMap;
import java.util.Map;

/** The lanes of a provider by model; of one that takes any name, those not asked for longest are forgotten. */
final class Lanes extends LinkedHashMap<String, Lane> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 2_000;

    Lanes() {
        super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Lane> eldest) {
        return size() > MOST && eldest.getValue().line().length() == 0;
    }
}
