package modelscan.stage.account;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** The words behind the question mark of a report. */
record Query(Call call) {

    /** A time, or the beginning of a day in UTC. */
    Instant time(String name, Instant otherwise) {
        Optional<String> text = call.query(name).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return text.get().length() == 10 ? LocalDate.parse(text.get()).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text.get());
        } catch (DateTimeException notATime) {
            throw wrong(name, "'" + text.get() + "' is not a time such as 2026-11-21T12:00:00Z or a day such as 2026-11-21");
        }
    }

    /** A number from 1 to the most. */
    int count(String name, int otherwise, int most) {
        Optional<String> text = call.query(name).filter(value -> !value.isBlank());
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // It is refused below.
        }
        throw wrong(name, "a number from 1 to " + most + " is wanted, not '" + text.get() + "'");
    }

    /** One of the allowed words. */
    String word(String name, String otherwise, Set<String> allowed) {
        String word = call.query(name).filter(value -> !value.isBlank()).orElse(otherwise);
        if (!allowed.contains(word)) {
            throw wrong(name, "'" + word + "' is not known; allowed are " + String.join(", ", new TreeSet<>(allowed)));
        }
        return word;
    }

    static FailureException wrong(String name, String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, name + ": " + why).at(name));
    }
}
