package modelscan.stage.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.base.json.Json;

/** How health is told over HTTP; what is not known is null. */
record HealthForm(Asked asked) {
    private static final int DIGITS = 6;
    private static final double SECOND = 1e6;

    /** How a candidate does: now, and over the window. */
    record Line(Charts.Key key, Vitals vitals, Chart.Details details, Tally tally) {
        boolean known() {
            return details.state() != Presence.State.UNKNOWN;
        }

        boolean works() {
            return details.state() == Presence.State.UP && vitals.breaker() == Breaker.CLOSED;
        }
    }

    /** A provider; {@code whole} tells how long it worked, the lines what happened at its models. */
    ObjectNode provider(String id, Optional<Catalog.Entry> entry, List<Line> lines, Tally whole) {
        ObjectNode row = Json.object().put("provider", id).put("name", entry.map(one -> one.about().name()).orElse(null))
                .put("mode", entry.map(one -> word(one.about().mode())).orElse(null))
                .put("state", lines.stream().anyMatch(Line::works) ? "up" : lines.stream().anyMatch(Line::known) ? "down" : "unknown");
        row.put("ready", entry.map(one -> word(one.health().state())).orElse(null))
                .put("why", entry.map(one -> one.health().why()).orElse(null));
        figures(row, lines.stream().map(line -> line.tally().counts()).reduce(whole, Tally::plus), asked.length());
        ArrayNode models = row.putArray("models");
        lines.forEach(line -> models.add(model(line)));
        return row;
    }

    private ObjectNode model(Line line) {
        Vitals vitals = line.vitals();
        ObjectNode row = Json.object().put("model", line.key().model()).put("name", line.key().name())
                .put("state", word(line.details().state())).put("breaker", word(vitals.breaker()))
                .put("until", vitals.until().map(Object::toString).orElse(null)).put("running", vitals.running());
        now(row.putObject("now"), vitals, line.details());
        line.details().last().ifPresentOrElse(last -> row.putObject("last_failure").put("code", last.failure().code().word())
                .put("message", last.failure().message()).put("at", last.at().toString()), () -> row.putNull("last_failure"));
        figures(row, line.tally(), asked.length());
        return row;
    }

    private static void now(ObjectNode now, Vitals vitals, Chart.Details details) {
        now.put("error_rate", details.asked() ? BigDecimal.valueOf(vitals.errors()).setScale(DIGITS, RoundingMode.HALF_UP) : null)
                .put("first_token_ms", millis(vitals.firstToken()));
        percentiles(now, "first_token", details.firstTokens());
        now.put("latency_ms", millis(vitals.latency()));
        percentiles(now, "latency", details.latencies());
        now.put("tokens_per_second", vitals.speed().isPresent() ? BigDecimal.valueOf(vitals.speed().getAsDouble())
                .setScale(2, RoundingMode.HALF_UP) : null)
                .put("cold_start_ms", millis(details.cold())).put("cold_starts", details.colds());
    }

    private static void percentiles(ObjectNode now, String name, List<Optional<Duration>> times) {
        for (int i = 0; i < Chart.Details.SHARES.size(); i++) {
            now.put(name + "_p" + Math.round(Chart.Details.SHARES.get(i) * 100) + "_ms",
                    i < times.size() ? millis(times.get(i)) : null);
        }
    }

    /** What happened in parts of the time: hours of a day, or days. */
    ArrayNode history(Map<Long, Tally> hours) {
        Map<Long, Tally> parts = new TreeMap<>();
        hours.forEach((hour, tally) -> parts.merge(Math.floorDiv(hour, asked.part()), tally, Tally::plus));
        ArrayNode history = Json.array();
        parts.forEach((part, tally) -> {
            long from = part * asked.part();
            ObjectNode row = Json.object().put("from",
                    Instant.ofEpochMilli(Math.max(from, asked.first()) * History.HOUR).toString());
            figures(row, tally, asked.between(from, from + asked.part()));
            history.add(row);
        });
        return history;
    }

    private static void figures(ObjectNode row, Tally tally, Duration length) {
        long known = tally.up() + tally.down();
        row.put("calls", tally.calls()).put("failures", tally.failures())
                .put("error_rate", share(tally.failures(), tally.calls(), RoundingMode.HALF_UP))
                // It is 1 only if there was no failure at all.
                .put("uptime", share(tally.up(), known, RoundingMode.DOWN)).put("up_s", tally.up() / SECOND)
                .put("down_s", tally.down() / SECOND)
                .put("unknown_s", Math.max(0, length.toNanos() / 1000 - known) / SECOND)
                .put("average_first_token_ms", tally.firstTokens() == 0 ? null : tally.firstToken() / tally.firstTokens())
                .put("average_latency_ms", tally.timed() == 0 ? null : tally.latency() / tally.timed());
    }

    private static BigDecimal share(long part, long all, RoundingMode rounding) {
        return all == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), DIGITS, rounding);
    }

    private static Long millis(Optional<Duration> time) {
        return time.map(Duration::toMillis).orElse(null);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
