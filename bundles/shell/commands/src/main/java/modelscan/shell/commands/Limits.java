package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.PlanBook.Standing;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:limits}: the limits of providers and what is left of them. */
@Component(service = Limits.class, property = {Verb.MS, Verb.NAME + "=limits", Verb.TAKES + "=[provider]",
        Verb.COMPLETES + "=provider", Verb.ABOUT + "=the limits of providers and what is left of them"})
public final class Limits {
    private static final List<Column> COLUMNS = List.of(Column.text("provider"), Column.text("plan"), Column.text("what"),
            Column.text("window"), Column.number("amount"), Column.number("used"), Column.number("share"), Column.text("resets"),
            Column.text("told"), Column.text("models"));
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Catalog catalog;
    private final PlanBook plans;

    @Activate
    public Limits(@Reference Catalog catalog, @Reference PlanBook plans) {
        this.catalog = catalog;
        this.plans = plans;
    }

    /** The command. */
    public Answer limits(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        Optional<String> provider = arguments.word(0);
        if (provider.isPresent() && catalog.provider(provider.get()).isEmpty()) {
            throw Arguments.unknown("provider", provider.get(), catalog.providers().stream().map(entry -> entry.about().id()));
        }
        return arguments.answer(new Listing("limits", COLUMNS, catalog.providers().stream().map(entry -> entry.about().id())
                .filter(id -> provider.isEmpty() || provider.get().equals(id)).flatMap(id -> rows(id).stream()).toList()));
    }

    // Models that share a limit show it once.
    private List<ObjectNode> rows(String provider) {
        Map<Plan.Limit, Standing> standings = new LinkedHashMap<>();
        for (Candidate candidate : catalog.models()) {
            if (candidate.provider().equals(provider)) {
                plans.standings(candidate).forEach(standing -> standings.putIfAbsent(standing.limit(), standing));
            }
        }
        String plan = plans.plan(provider).map(Plan::id).orElse("");
        return standings.values().stream().map(standing -> row(provider, plan, standing)).toList();
    }

    private static ObjectNode row(String provider, String plan, Standing standing) {
        Plan.Limit limit = standing.limit();
        ObjectNode row = Listing.row().put("provider", provider).put("plan", plan).put("what", limit.what().word())
                .put("window", limit.window().name().toLowerCase(Locale.ROOT)).put("amount", limit.amount().toPlainString())
                .put("used", standing.used().toPlainString()).put("share", share(standing))
                .put("resets", standing.resets().map(Object::toString).orElse("")).put("told", standing.told());
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
