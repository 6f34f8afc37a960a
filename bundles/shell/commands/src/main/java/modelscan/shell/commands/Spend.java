package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:spend}: what requests cost in the last 30 days, by provider or what else is asked for. */
@Component(service = Spend.class, property = {Verb.MS, Verb.NAME + "=spend",
        Verb.TAKES + "=[day|provider|model|key|user|team|project|tag]", Verb.ABOUT + "=what requests cost in the last 30 days"})
public final class Spend {
    private static final Set<String> GROUPS = new TreeSet<>(Set.of("day", "provider", "model", "key", "user", "team", "project", "tag"));
    private static final Duration SPAN = Duration.ofDays(30);

    private final Ledger ledger;
    private final InstantSource clock;

    @Activate
    public Spend(@Reference Ledger ledger) {
        this(ledger, InstantSource.system());
    }

    Spend(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** The sums of a group. */
    private static final class Sum {
        private long calls;
        private long unpriced;
        private final Map<String, BigDecimal> costs = new TreeMap<>();
    }

    /** The command. */
    public Answer spend(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        String group = arguments.word(0).orElse("provider");
        if (!GROUPS.contains(group)) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "spending cannot be shown by '" + group
                    + "'; allowed are " + String.join(", ", GROUPS)));
        }
        Instant since = LocalDate.ofInstant(clock.instant().minus(SPAN), ZoneOffset.UTC).atStartOfDay(ZoneOffset.UTC).toInstant();
        Map<String, Sum> sums = new TreeMap<>();
        ledger.read(since, entry -> entry.tries().forEach(one -> names(group, entry, one).forEach(name -> add(
                sums.computeIfAbsent(name, _ -> new Sum()), one))));
        List<Column> columns = List.of(Column.text(group), Column.number("calls"), Column.number("cost"), Column.number("unpriced"));
        return arguments.answer(new Listing("spending", columns, sums.entrySet().stream()
                .map(sum -> row(group, sum.getKey(), sum.getValue())).toList()));
    }

    private static Set<String> names(String group, Ledger.Entry entry, Ledger.Try one) {
        return switch (group) {
            case "day" -> Set.of(LocalDate.ofInstant(entry.at(), ZoneOffset.UTC).toString());
            case "provider" -> Set.of(one.provider());
            case "model" -> Set.of(one.model());
            case "user" -> Set.of(entry.principal().user().orElse(""));
            case "team" -> Set.of(entry.principal().team().orElse(""));
            case "project" -> Set.of(entry.principal().project().orElse(""));
            case "tag" -> entry.principal().tags().isEmpty() ? Set.of("") : entry.principal().tags();
            default -> Set.of(entry.principal().id());
        };
    }

    private static void add(Sum sum, Ledger.Try one) {
        sum.calls++;
        switch (one.cost()) {
            case Cost.Known(Money money) -> sum.costs.merge(money.currency().getCurrencyCode(), money.amount(), BigDecimal::add);
            case Cost.Unknown _ -> sum.unpriced++;
        }
    }

    private static ObjectNode row(String group, String name, Sum sum) {
        String cost = sum.costs.entrySet().stream().filter(one -> one.getValue().signum() != 0 || sum.costs.size() == 1)
                .map(one -> new Money(one.getValue(), Currency.getInstance(one.getKey())).digits() + " " + one.getKey())
                .collect(Collectors.joining(" + "));
        return Listing.row().put(group, name).put("calls", sum.calls).put("cost", cost).put("unpriced", sum.unpriced);
    }
}
