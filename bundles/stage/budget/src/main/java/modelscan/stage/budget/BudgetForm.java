package modelscan.stage.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Scope;
import modelscan.api.gateway.Budgets.Standing;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** Budgets as the management API reads and shows them. */
final class BudgetForm {
    private static final Set<String> WORDS = Set.of("scope", "owner", "amount", "currency", "window", "rolling", "zone", "warn_at");
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private BudgetForm() {
    }

    static ObjectNode json(Standing standing) {
        Budget budget = standing.budget();
        Money left = budget.amount().minus(standing.spent()).minus(standing.reserved());
        return json(budget).put("spent", standing.spent().digits())
                .put("reserved", standing.reserved().digits())
                .put("left", left.amount().signum() < 0 ? "0" : left.digits()).put("unpriced", standing.unpriced())
                .put("warned", standing.warned())
                .put("exhausted", standing.spent().amount().compareTo(budget.amount().amount()) >= 0)
                .put("resets", standing.resets().map(Instant::toString).orElse(null));
    }

    /** A budget without what is spent of it. */
    static ObjectNode json(Budget budget) {
        return Json.object().put("id", budget.id()).put("scope", budget.scope().word()).put("owner", budget.owner())
                .put("amount", budget.amount().digits()).put("currency", budget.amount().currency().getCurrencyCode())
                .put("window", budget.window().word()).put("rolling", budget.rolling()).put("zone", budget.zone().getId())
                .put("warn_at", budget.warnAt().toPlainString());
    }

    /** The budget a body tells; what it leaves out stays as it was. */
    static Budget read(JsonNode body, Optional<Budget> before) {
        Fields fields = Fields.of(body, "budget", WORDS);
        Scope scope = fields.optionalText("scope").map(word -> word(fields, "scope", word, Scope.values()))
                .or(() -> before.map(Budget::scope)).orElseThrow(() -> missing("scope"));
        String owner = scope == Scope.ALL ? "" : fields.optionalText("owner").filter(text -> !text.isBlank())
                .or(() -> before.map(Budget::owner)).filter(text -> !text.isEmpty()).orElseThrow(() -> missing("owner"));
        Window window = fields.optionalText("window").map(word -> word(fields, "window", word, Window.values()))
                .or(() -> before.map(Budget::window)).orElse(Window.MONTH);
        try {
            return new Budget(before.map(Budget::id).orElse(""), scope, owner, money(fields, before), window,
                    fields.flag("rolling").or(() -> before.map(Budget::rolling)).orElse(false),
                    fields.optionalText("zone").map(ZoneId::of).or(() -> before.map(Budget::zone)).orElse(ZoneId.of("UTC")),
                    fields.decimal("warn_at").or(() -> before.map(Budget::warnAt)).orElse(Budget.WARN_AT));
        } catch (IllegalArgumentException | DateTimeException wrong) {
            throw refused("budget: " + wrong.getMessage());
        }
    }

    private static Money money(Fields fields, Optional<Budget> before) {
        BigDecimal amount = fields.decimal("amount").or(() -> before.map(budget -> budget.amount().amount()))
                .orElseThrow(() -> missing("amount"));
        if (amount.scale() > 18 || amount.scale() < -12 || amount.compareTo(MOST) > 0) {
            throw refused("budget: 'amount' has at most 18 decimals and is at most " + MOST.toPlainString());
        }
        String currency = fields.optionalText("currency").or(() -> before.map(budget -> budget.amount().currency().getCurrencyCode()))
                .orElse("USD");
        try {
            return new Money(amount, Currency.getInstance(currency));
        } catch (IllegalArgumentException unknown) {
            throw refused("budget: 'currency' must be a code of ISO 4217 such as USD, not '" + currency + "'");
        }
    }

    private static <T extends Enum<T>> T word(Fields fields, String key, String word, T[] all) {
        Set<String> allowed = new TreeSet<>();
        for (T one : all) {
            allowed.add(one.name().toLowerCase(Locale.ROOT));
            if (one.name().toLowerCase(Locale.ROOT).equals(word)) {
                return one;
            }
        }
        throw fields.notAllowed(key, word, allowed);
    }

    private static FailureException missing(String key) {
        return refused("budget: '" + key + "' is missing");
    }

    private static FailureException refused(String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, why));
    }
}
