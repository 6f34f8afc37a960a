package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.HealthBook.Past;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.model.Failure;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:health}: how the models that were called do, and did in the last day, week or month. */
@Component(service = Health.class, property = {Verb.MS, Verb.NAME + "=health", Verb.TAKES + "=[provider] [24h|7d|30d]",
        Verb.COMPLETES + "=provider", Verb.ABOUT + "=how the models that were called do, and did in the last day, week or month"})
public final class Health {
    private static final Map<String, Duration> WINDOWS = Map.of("24h", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));
    private static final List<Column> COLUMNS = List.of(Column.text("model"), Column.text("breaker"), Column.number("uptime"),
            Column.number("calls"), Column.number("failures"), Column.number("errors_now"), Column.number("first_token_ms"),
            Column.number("first_token_p95_ms"), Column.number("latency_ms"), Column.number("tokens_per_second"),
            Column.number("running"), Column.text("last_failure"));

    private final HealthBook book;

    @Activate
    public Health(@Reference HealthBook book) {
        this.book = book;
    }

    /** The command. */
    public Answer health(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 2, words);
        Optional<String> window = Stream.of(0, 1).flatMap(place -> arguments.word(place).stream()).filter(WINDOWS::containsKey).findFirst();
        Optional<String> provider = arguments.word(0).filter(word -> !WINDOWS.containsKey(word));
        arguments.word(1).filter(word -> !WINDOWS.containsKey(word)).ifPresent(word -> {
            throw Arguments.unknown("window", word, WINDOWS.keySet().stream());
        });
        Map<String, Vitals> now = book.all();
        Map<String, Past> past = book.past(WINDOWS.get(window.orElse("24h")));
        TreeSet<String> names = new TreeSet<>(now.keySet());
        names.addAll(past.keySet());
        Map<String, ObjectNode> rows = new TreeMap<>();
        names.stream().filter(name -> provider.isEmpty() || provider(name).equals(provider.get())).forEach(name -> rows.put(name,
                row(name, now.getOrDefault(name, Vitals.UNKNOWN), past.getOrDefault(name, new Past(0, 0, Duration.ZERO, Duration.ZERO)))));
        if (provider.isPresent() && rows.isEmpty()) {
            throw Arguments.unknown("provider", provider.get(), names.stream().map(Health::provider).distinct());
        }
        return arguments.answer(new Listing("health", COLUMNS, List.copyOf(rows.values())));
    }

    private static String provider(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    // What is not known is left empty; an uptime of 1 is one without any failure.
    private static ObjectNode row(String name, Vitals vitals, Past past) {
        return Listing.row().put("model", name).put("breaker", vitals.breaker().name().toLowerCase(Locale.ROOT))
                .put("uptime", digits(past.uptime(), 6, RoundingMode.DOWN)).put("calls", past.calls()).put("failures", past.failures())
                .put("errors_now", vitals.calls() == 0 ? null : digits(OptionalDouble.of(vitals.errors()), 4, RoundingMode.HALF_UP))
                .put("first_token_ms", millis(vitals.firstToken())).put("first_token_p95_ms", millis(vitals.slowest()))
                .put("latency_ms", millis(vitals.latency())).put("tokens_per_second", digits(vitals.speed(), 1, RoundingMode.HALF_UP))
                .put("running", vitals.running())
                .put("last_failure", vitals.last().map(Failure::message).orElse(null));
    }

    private static BigDecimal digits(OptionalDouble number, int digits, RoundingMode rounding) {
        return number.isEmpty() ? null : BigDecimal.valueOf(number.getAsDouble()).setScale(digits, rounding);
    }

    private static Long millis(Optional<Duration> time) {
        return time.map(Duration::toMillis).orElse(null);
    }
}
