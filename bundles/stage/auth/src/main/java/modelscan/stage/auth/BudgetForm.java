package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.api.gateway.Budgets.Budget;
import modelscan.api.gateway.Budgets.Window;
import modelscan.api.model.Money;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** The budgets that are given together with an account. */
final class BudgetForm {
    private static final Set<String> WORDS = Set.of("id", "amount", "currency", "window", "scope", "rolling", "zone", "warn_at");
    private static final Set<String> WINDOWS = Arrays.stream(Window.values()).map(Window::word).collect(Collectors.toUnmodifiableSet());
    private static final int MOST = 20;

    private BudgetForm() {
    }

    /** The budgets in a body; empty if it does not speak of any. */
    static Optional<List<Budget>> read(Kind kind, String owner, JsonNode body) {
        Fields fields = Fields.open(body, kind.word());
        if (!body.has(AccountChange.BUDGETS)) {
            return Optional.empty();
        }
        List<Budget> budgets = new ArrayList<>();
        for (Fields budget : fields.objects(AccountChange.BUDGETS, WORDS)) {
            budgets.add(one(kind, owner, budget));
        }
        if (budgets.size() > MOST) {
            throw AccountForm.refuse(kind.word() + ": 'budgets' holds more than " + MOST, AccountChange.BUDGETS);
        }
        return Optional.of(budgets);
    }

    static ArrayNode write(List<Budget> budgets) {
        ArrayNode list = Json.array();
        for (Budget budget : budgets) {
            list.addObject().put("id", budget.id()).put("amount", budget.amount().digits())
                    .put("currency", budget.amount().currency().getCurrencyCode()).put("window", budget.window().word())
                    .put("scope", budget.scope().word()).put("rolling", budget.rolling()).put("zone", budget.zone().getId())
                    .put("warn_at", budget.warnAt().toPlainString());
        }
        return list;
    }

    private static Budget one(Kind kind, String owner, Fields fields) {
        String scope = fields.optionalText("scope").orElse(kind.word());
        if (!scope.equals(kind.word())) {
            throw fields.notAllowed("scope", scope, Set.of(kind.word()));
        }
        BigDecimal amount = fields.decimal("amount").orElseThrow(() -> AccountForm.refuse(fields.place()
                + ": 'amount' is missing", "amount"));
        BigDecimal warnAt = fields.decimal("warn_at").orElse(Budget.WARN_AT);
        if (amount.signum() < 0 || warnAt.signum() <= 0 || warnAt.compareTo(BigDecimal.ONE) > 0) {
            throw AccountForm.refuse(fields.place() + ": 'amount' is not negative, and 'warn_at' is above 0 and up to 1", "amount");
        }
        return new Budget(fields.optionalText("id").orElse(""), kind.scope(), owner, new Money(amount, currency(fields)),
                window(fields), fields.flag("rolling").orElse(false), zone(fields), warnAt);
    }

    private static Currency currency(Fields fields) {
        String code = fields.optionalText("currency").orElse("USD");
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw AccountForm.refuse(fields.place() + ": 'currency' must be one of ISO 4217, such as USD", "currency");
        }
    }

    private static Window window(Fields fields) {
        String word = fields.optionalText("window").orElse(Window.MONTH.word());
        return Arrays.stream(Window.values()).filter(window -> window.word().equals(word)).findFirst()
                .orElseThrow(() -> fields.notAllowed("window", word, WINDOWS));
    }

    private static ZoneId zone(Fields fields) {
        try {
            return ZoneId.of(fields.optionalText("zone").orElse("UTC"));
        } catch (DateTimeException unknown) {
            throw AccountForm.refuse(fields.place() + ": 'zone' must be a time zone such as Europe/Berlin", "zone");
        }
    }
}
