package modelscan.stage.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/**
 * Reads and writes rates as {@code {"pair": "EUR/USD", "day": "2026-11-01", "rate": "1.0834", "source": "ECB"}}.
 *
 * <p>What is wrong is named with its row, and then nothing is changed.
 */
final class RateForm {
    static final List<String> COLUMNS = List.of("pair", "from", "to", "day", "rate", "source");
    static final int MOST = 100_000;
    private static final int LONGEST_SOURCE = 500;
    private static final int LONGEST_NUMBER = 60;
    private static final LocalDate FIRST = LocalDate.of(1970, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private RateForm() {
    }

    /** One rate, a list of them, or an object with a list under {@code rates}. */
    static List<RateChange> json(byte[] body) {
        JsonNode json = Json.read(body);
        if (json.isObject() && !json.has("rates")) {
            return changes(List.of(Fields.of(json, "the rate", Set.copyOf(COLUMNS))));
        }
        JsonNode list = json.isArray() ? json : Fields.of(json, "the rates", Set.of("rates")).value("rates").orElse(json);
        if (!list.isArray()) {
            throw wrong("the rates", "a list such as [{\"pair\": \"EUR/USD\", \"day\": \"2026-11-01\", \"rate\": \"1.0834\"}] is wanted");
        }
        List<Fields> rows = new ArrayList<>();
        list.forEach(row -> rows.add(Fields.of(row, "rates[" + rows.size() + "]", Set.copyOf(COLUMNS))));
        return changes(rows);
    }

    /** A table whose first line names the columns. */
    static List<RateChange> csv(String text) {
        return changes(RateLines.read(text));
    }

    /** JSON, or else a table. */
    static List<RateChange> either(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).replace("\uFEFF", "").strip();
        return text.startsWith("{") || text.startsWith("[") ? json(text.getBytes(StandardCharsets.UTF_8)) : csv(text);
    }

    private static List<RateChange> changes(List<Fields> rows) {
        if (rows.isEmpty() || rows.size() > MOST) {
            throw wrong("the rates", "there are " + rows.size() + "; 1 to " + MOST + " can be set at once");
        }
        Set<RateChange.Place> places = new HashSet<>();
        List<RateChange> changes = new ArrayList<>();
        for (Fields row : rows) {
            RateChange change = change(row);
            if (!places.add(change.place())) {
                throw wrong(row.place(), "there is a rate of " + change.pair().text() + " for " + change.day()
                        + " before it already; leave one of them out");
            }
            changes.add(change);
        }
        return changes;
    }

    private static RateChange change(Fields row) {
        try {
            Rate.Pair pair = pair(row);
            LocalDate day = day(row);
            boolean removed = row.keys().contains("rate") && row.value("rate").isEmpty();
            return new RateChange(pair, day, removed ? Optional.empty()
                    : Optional.of(new Rate(pair, day, amount(row), source(row))));
        } catch (IllegalArgumentException unfit) {
            throw wrong(row.place(), unfit.getMessage());
        }
    }

    private static Rate.Pair pair(Fields row) {
        Optional<String> pair = row.optionalText("pair");
        boolean both = pair.isPresent() && (row.value("from").isPresent() || row.value("to").isPresent());
        if (both) {
            throw new IllegalArgumentException("either 'pair' or 'from' and 'to' is wanted, not all of them");
        }
        return pair.isPresent() ? Rate.Pair.of(pair.get()) : new Rate.Pair(Rate.currency(row.text("from")), Rate.currency(row.text("to")));
    }

    private static LocalDate day(Fields row) {
        String text = row.text("day");
        try {
            LocalDate day = LocalDate.parse(text);
            if (!day.isBefore(FIRST) && !day.isAfter(LAST)) {
                return day;
            }
        } catch (DateTimeException notADay) {
            // It is refused below.
        }
        throw new IllegalArgumentException("'day' must be a day such as 2026-11-01, not '" + text + "'");
    }

    private static BigDecimal amount(Fields row) {
        JsonNode value = row.value("rate").orElseThrow(() -> new IllegalArgumentException(
                "'rate' is missing; a number such as \"1.0834\" sets it, null takes it away"));
        String text = value.isTextual() || value.isNumber() ? value.asText().strip() : value.getNodeType().name();
        try {
            if (text.length() <= LONGEST_NUMBER) {
                return new BigDecimal(text);
            }
        } catch (NumberFormatException notANumber) {
            // It is refused below.
        }
        throw new IllegalArgumentException("'rate' must be a number such as \"1.0834\", not '"
                + text.substring(0, Math.min(LONGEST_NUMBER, text.length())) + "'");
    }

    private static String source(Fields row) {
        String source = row.optionalText("source").orElse("").strip();
        if (source.length() > LONGEST_SOURCE) {
            throw new IllegalArgumentException("'source' is longer than " + LONGEST_SOURCE + " characters");
        }
        return source;
    }

    static ObjectNode write(Rate rate) {
        return Json.object().put("pair", rate.pair().text()).put("day", rate.day().toString()).put("rate", rate.digits())
                .put("source", rate.source().isEmpty() ? null : rate.source());
    }

    static FailureException wrong(String place, String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, place + ": " + why + "; nothing was changed").at(place));
    }
}
