package modelscan.shell.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.PlanBook.Standing;
import modelscan.api.gateway.PlanDesk;
import modelscan.base.json.Json;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:limits}: the limits of providers and what is left of them; chooses plans, sets limits, takes files. */
@Component(service = Limits.class, property = {Verb.MS, Verb.NAME + "=limits", Verb.TAKES + "=[provider [plan <id> | set <json> | clear] | import <file> | prices <file>]",
        Verb.COMPLETES + "=provider", Verb.ABOUT + "=the limits of providers and what is left of them; changes them"})
public final class Limits {
    private static final List<Column> COLUMNS = List.of(Column.text("provider"), Column.text("plan"), Column.text("what"),
            Column.text("window"), Column.number("amount"), Column.number("used"), Column.number("share"), Column.text("resets"),
            Column.text("told"), Column.text("verified"), Column.text("stale"), Column.text("models"));
    private static final List<Column> IMPORTED = List.of(Column.number("changed"), Column.number("same"), Column.text("skipped"));
    private static final String ACTOR = "shell";
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Catalog catalog;
    private final PlanBook plans;
    private final PlanDesk desk;

    @Activate
    public Limits(@Reference Catalog catalog, @Reference PlanBook plans, @Reference PlanDesk desk) {
        this.catalog = catalog;
        this.plans = plans;
        this.desk = desk;
    }

    /** The command. */
    public Answer limits(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 3, words);
        Optional<String> first = arguments.word(0);
        if (first.filter("prices"::equals).isPresent()) {
            return arguments.answer(prices(LimitsFile.of(arguments.word(1, "the file"))));
        }
        if (first.filter("import"::equals).isPresent()) {
            LimitsFile file = LimitsFile.of(arguments.word(1, "the file"));
            List<String> changed = desk.importLimits(file.bytes(), file.table(), ACTOR);
            return arguments.answer(listing(changed::contains));
        }
        checked(first);
        arguments.word(1).ifPresent(verb -> desk.limits(first.orElseThrow(), terms(verb, arguments), ACTOR));
        return arguments.answer(listing(id -> first.isEmpty() || first.get().equals(id)));
    }

    private void checked(Optional<String> provider) {
        if (provider.isPresent() && catalog.provider(provider.get()).isEmpty()) {
            throw Arguments.unknown("provider", provider.get(), catalog.providers().stream().map(entry -> entry.about().id()));
        }
    }

    private static JsonNode terms(String verb, Arguments arguments) {
        return switch (verb) {
            case "plan" -> Json.object().put("plan", arguments.word(2, "the id of the plan"));
            case "set" -> Json.read(arguments.word(2, "what to set, as JSON"));
            case "clear" -> Json.object();
            default -> throw Arguments.unknown("word", verb, Stream.of("plan", "set", "clear"));
        };
    }

    private Answer prices(LimitsFile file) {
        PlanDesk.Report report = desk.importPrices(file.bytes(), file.table(), ACTOR);
        return new Listing("prices", IMPORTED, List.of(Listing.row().put("changed", report.changed()).put("same", report.same())
                .put("skipped", String.join(" ", report.skipped()))));
    }

    private Listing listing(Predicate<String> chosen) {
        return new Listing("limits", COLUMNS, catalog.providers().stream().map(entry -> entry.about().id()).filter(chosen)
                .flatMap(id -> rows(id).stream()).toList());
    }

    // Models that share a limit show it once.
    private List<ObjectNode> rows(String provider) {
        Map<Plan.Limit, Standing> standings = new LinkedHashMap<>();
        for (Candidate candidate : catalog.models()) {
            if (candidate.provider().equals(provider)) {
                plans.standings(candidate).forEach(standing -> standings.putIfAbsent(standing.limit(), standing));
            }
        }
        Optional<Plan> plan = plans.plan(provider);
        return standings.values().stream().map(standing -> row(provider, plan, standing)).toList();
    }

    private ObjectNode row(String provider, Optional<Plan> plan, Standing standing) {
        Plan.Limit limit = standing.limit();
        ObjectNode row = Listing.row().put("provider", provider).put("plan", plan.map(Plan::id).orElse("")).put("what", limit.what().word())
                .put("window", limit.window().name().toLowerCase(Locale.ROOT)).put("amount", limit.amount().toPlainString())
                .put("used", standing.used().toPlainString()).put("share", share(standing))
                .put("resets", standing.resets().map(Object::toString).orElse("")).put("told", standing.told())
                .put("verified", plan.flatMap(Plan::verified).map(LocalDate::toString).orElse(""))
                .put("stale", plan.map(known -> desk.stale(known.verified())).orElse(false));
        ArrayNode models = row.putArray("models");
        limit.models().stream().sorted().forEach(models::add);
        return row;
    }

    private static String share(Standing standing) {
        BigDecimal amount = standing.limit().amount();
        return amount.signum() == 0 ? "100%"
                : standing.used().multiply(HUNDRED).divide(amount, new MathContext(2)).toBigInteger() + "%";
    }
}
