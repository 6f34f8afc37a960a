package modelscan.core.catalog;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Prices;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.base.json.Fields;

/** Reads the models of a descriptor, and what they cost. */
record ModelReader(Fields descriptor, Set<Operation> serves) {
    private static final Set<String> WORDS = Set.of("id", "serves", "context", "output", "capabilities", "prices", "source",
            "verified");
    private static final Set<String> UNITS = Stream.of(Unit.values()).map(Unit::word).collect(Collectors.toSet());

    List<Model> models() {
        List<Model> models = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Fields fields : descriptor.objects("models", WORDS)) {
            Model model = model(fields);
            if (!seen.add(model.id())) {
                throw refuse(fields, "model '" + model.id() + "' is listed twice");
            }
            models.add(model);
        }
        return models;
    }

    private Model model(Fields fields) {
        return new Model(fields.text("id"), operations(fields), fields.count("context"), fields.count("output"),
                Set.copyOf(fields.texts("capabilities")), prices(fields), first(fields, "source"), verified(fields));
    }

    private Set<Operation> operations(Fields fields) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        for (String word : fields.texts("serves")) {
            Operation operation = Operation.of(word).filter(serves::contains).orElseThrow(() -> fields.notAllowed("serves",
                    word, serves.stream().map(Operation::word).collect(Collectors.toSet())));
            operations.add(operation);
        }
        // A model that does not say is one for conversation where its provider has any, else for all its provider does.
        if (operations.isEmpty()) {
            return serves.contains(Operation.CHAT) ? Set.of(Operation.CHAT) : serves;
        }
        return operations;
    }

    private Optional<Prices> prices(Fields fields) {
        Set<String> words = new HashSet<>(UNITS);
        words.addAll(Set.of("currency", "per"));
        return fields.object("prices", words).map(prices -> {
            BigDecimal per = prices.decimal("per").orElse(BigDecimal.ONE);
            Map<Unit, BigDecimal> each = new EnumMap<>(Unit.class);
            for (String word : prices.keys()) {
                Unit.of(word).ifPresent(unit -> prices.decimal(word)
                        .ifPresent(price -> each.put(unit, exactQuotient(prices, price, per))));
            }
            return new Prices(currency(prices), each);
        });
    }

    private static Currency currency(Fields prices) {
        try {
            return Currency.getInstance(prices.text("currency"));
        } catch (IllegalArgumentException unknown) {
            throw refuse(prices, "'currency' must be a code of ISO 4217 such as USD, not '" + prices.text("currency") + "'");
        }
    }

    private static BigDecimal exactQuotient(Fields prices, BigDecimal price, BigDecimal per) {
        try {
            return price.divide(per);
        } catch (ArithmeticException notExact) {
            throw refuse(prices, "'per' must divide prices exactly, such as 1000000, not " + per.toPlainString());
        }
    }

    private Optional<LocalDate> verified(Fields fields) {
        return first(fields, "verified").map(text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException malformed) {
                throw refuse(fields, "'verified' must be a date such as 2026-11-20, not '" + text + "'");
            }
        });
    }

    private Optional<String> first(Fields fields, String key) {
        return fields.optionalText(key).or(() -> descriptor.optionalText(key));
    }

    private static FailureException refuse(Fields fields, String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, fields.place() + ": " + why));
    }
}
