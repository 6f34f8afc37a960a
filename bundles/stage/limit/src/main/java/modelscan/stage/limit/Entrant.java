package modelscan.stage.limit;

import modelscan.api.gateway.Cancellation;

/**
 * A call that wants to go out.
 *
 * @param model the model it is for
 * @param amounts what it will take, in thousandths, by the ordinal of what is counted
 * @param principal who asks; those who wait take turns
 * @param priority 0 goes first
 * @param patience how long it may wait, in nanoseconds
 * @param cancellation tells when nobody waits any more
 */
record Entrant(String model, long[] amounts, String principal, int priority, long patience, Cancellation cancellation) {
    static final int PRIORITIES = 3;
}
