package modelscan.stage.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import modelscan.api.gateway.Audit.Sought;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** The words behind the question mark. */
record Question(Call call) {
    private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    boolean csv() {
        String format = word("format").orElse("json");
        if (!format.equals("csv") && !format.equals("json")) {
            throw wrong("format", "'" + format + "' is not known; allowed are csv, json");
        }
        return format.equals("csv");
    }

    Sought sought() {
        long before = number("cursor", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        int most = csv() ? MOST : Math.toIntExact(number("limit", USUAL, 1, MOST));
        return new Sought(time("from", Instant.EPOCH), time("to", EVER), word("actor"), word("action"), word("subject"), before, most);
    }

    /** The same, from another place on. */
    static Sought before(Sought sought, long position) {
        return new Sought(sought.from(), sought.to(), sought.actor(), sought.action(), sought.subject(), position, sought.most());
    }

    /** A time, or the beginning of a day in UTC. */
    private Instant time(String name, Instant otherwise) {
        String text = word(name).orElse("");
        try {
            return text.isEmpty() ? otherwise : text.length() == 10 ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw wrong(name, "'" + text + "' is not a time such as 2026-11-21T12:00:00Z or a day such as 2026-11-21");
        }
    }

    private long number(String name, long otherwise, long least, long most) {
        String text = word(name).orElse("");
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
            throw wrong(name, "'" + text + "' is not a number from " + least + " to " + most);
        }
        return Long.parseLong(text);
    }

    private Optional<String> word(String name) {
        return call.query(name).filter(value -> !value.isBlank());
    }

    private static FailureException wrong(String name, String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, name + ": " + why).at(name));
    }
}
