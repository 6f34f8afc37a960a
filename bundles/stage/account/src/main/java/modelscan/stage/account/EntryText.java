package modelscan.stage.account;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.TreeMap;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Money;
import modelscan.api.model.Unit;

/** Writes an entry as it stands in the journal: JSON in one line, decimals as text, what is not known left out. */
final class EntryText {
    private static final int LONGEST = 300;
    private static final int TAGS = 32;

    private EntryText() {
    }

    static byte[] of(Booked booked) {
        Ledger.Entry entry = booked.entry();
        JsonText json = new JsonText().open()
                .member("request", cut(entry.request()))
                .member("at", Micros.of(entry.at()))
                .member("took", entry.took().toNanos());
        principal(json, entry.principal());
        json.member("operation", entry.operation().word())
                .member("asked", cut(entry.asked()))
                .member("status", booked.status().word())
                .member("failure", entry.failure().map(ErrorCode::word))
                .member("attempts", booked.attempts())
                .flag("cached", entry.cached());
        if (!booked.provider().isEmpty()) {
            json.member("provider", cut(booked.provider())).member("model", cut(booked.model()));
        }
        money(json, "saved", booked.saved());
        money(json, "routed", booked.routed());
        if (!entry.reserved().isEmpty()) {
            json.name("reserved").open();
            new TreeMap<>(entry.reserved()).forEach((budget, amount) -> json.member(budget, digits(amount)));
            json.close('}');
        }
        json.name("tries").open('[');
        entry.tries().forEach(one -> write(json, one));
        return json.close(']').close('}').bytes();
    }

    /** What is written down when a request begins. */
    static byte[] begun(Begun begun) {
        byte[] whole = text(begun);
        return whole.length <= Sheet.LONGEST ? whole : text(begun.briefly());
    }

    private static byte[] text(Begun begun) {
        JsonText json = new JsonText().open().member("request", cut(begun.request())).member("at", Micros.of(begun.at()))
                .member("from", begun.from());
        principal(json, begun.principal());
        return json.member("operation", begun.operation().word()).member("asked", cut(begun.asked())).close('}').bytes();
    }

    private static void principal(JsonText json, Principal principal) {
        json.member("key", cut(principal.id()))
                .member("user", principal.user().map(EntryText::cut))
                .member("team", principal.team().map(EntryText::cut))
                .member("project", principal.project().map(EntryText::cut));
        if (!principal.tags().isEmpty()) {
            json.name("tags").open('[');
            principal.tags().stream().sorted().limit(TAGS).forEach(tag -> json.text(cut(tag)));
            json.close(']');
        }
    }

    private static void write(JsonText json, Ledger.Try one) {
        json.open().member("provider", cut(one.provider())).member("model", cut(one.model()));
        json.name("usage").open();
        for (Unit unit : Unit.ALL) {
            if (one.usage().has(unit)) {
                json.member(unit.word(), digits(one.usage().amount(unit).orElseThrow()));
            }
        }
        json.close('}').flag("estimated", one.estimated());
        switch (one.cost()) {
            case Cost.Known(Money money) -> money(json, money);
            case Cost.Unknown(String why) -> json.member("why", cut(why));
        }
        json.member("failure", one.failure().map(ErrorCode::word)).close('}');
    }

    private static void money(JsonText json, String name, Optional<Money> money) {
        if (money.isPresent()) {
            money(json.name(name).open(), money.get()).close('}');
        }
    }

    private static JsonText money(JsonText json, Money money) {
        return json.member("cost", money.digits()).member("currency", money.currency().getCurrencyCode());
    }

    static String digits(BigDecimal amount) {
        if (amount.scale() == 0) {
            return amount.toString();
        }
        return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
