package modelscan.stage.limit;

import java.time.Instant;

/**
 * What is kept of a count over a restart.
 *
 * @param began the calendar window it belongs to; the epoch for rolling ones
 * @param counted how much was counted at most, in thousandths
 * @param at when it was written
 */
record Saved(Instant began, long counted, Instant at) {
}
