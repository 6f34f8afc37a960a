package modelscan.core.catalog;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import modelscan.api.gateway.Candidate;

/** Warns of models that their provider is about to stop serving, or said it would have. */
record Retirement(InstantSource clock) {
    private static final int DAYS_BEFORE = 30;

    Optional<String> warning(Candidate candidate) {
        return candidate.model().retires().flatMap(day -> {
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            return day.isAfter(today.plusDays(DAYS_BEFORE)) ? Optional.empty()
                    : Optional.of(candidate.name() + (day.isAfter(today) ? " retires on " : " was to retire on ") + day);
        });
    }
}
