package modelscan.core.jobs;

import java.time.InstantSource;

/** What every job works with. */
record Desk(Line line, Shelf shelf, JobSettings settings, Pause pause, InstantSource clock) {
}
