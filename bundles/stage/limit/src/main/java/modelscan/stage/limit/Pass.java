package modelscan.stage.limit;

import java.util.List;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.model.Failure;

/**
 * What a call has taken from the limits of its candidate; it is settled once.
 *
 * @param gate where
 * @param lane for which model
 * @param taken what, and from which gauges
 * @param amounts what it was expected to take, by the ordinal of what is counted
 * @param at when
 * @param low the limits of which little is left, each told once for its window
 */
record Pass(Gate gate, Lane lane, List<Taken> taken, long[] amounts, long at, List<Low> low) {
    /** A limit of which little is left. */
    record Low(Rule rule, double used) {
    }

    /** What was taken from one gauge. */
    record Taken(Gauge gauge, long amount) {
    }

    /** The provider told what is left. */
    void tell(List<Quota> quotas) {
        gate.tell(this, quotas);
    }

    /** Its true amounts are known; where they are not, the estimate stands. */
    void settle(long[] actual) {
        gate.settle(this, actual);
    }

    /** The provider does not want to be asked for so many nanoseconds. */
    void close(Failure why, long nanos) {
        gate.close(this, why, nanos);
    }
}
