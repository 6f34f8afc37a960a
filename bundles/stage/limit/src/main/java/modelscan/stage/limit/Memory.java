package modelscan.stage.limit;

import java.util.Optional;

/** What is known of counts from before this process began. */
interface Memory {
    /** What is known of a gauge; tells it once. */
    Optional<Saved> recall(Gauge gauge);
}
