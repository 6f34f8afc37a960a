package modelscan.stage.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import modelscan.api.gateway.Rates;
import modelscan.api.model.Money;

/** Sums by what they are grouped by; a request with several tags counts for each of them. */
final class Groups {
    private static final String DAY = "day";
    private static final String TAG = "tag";

    private final List<String> names;
    private final Optional<Currency> currency;
    private final Map<List<String>, Sum> sums = new TreeMap<>(Comparator.comparing((List<String> words) -> String.join("\0", words)));

    /** Sums of a group; {@code changed} is the cost in the wanted currency, {@code apart} what has no rate. */
    static final class Sum {
        private final Tally tally = new Tally();
        private BigDecimal changed = BigDecimal.ZERO;
        private boolean known;
        private final TreeSet<String> apart = new TreeSet<>();
    }

    private Groups(List<String> names, Optional<Currency> currency) {
        this.names = names;
        this.currency = currency;
    }

    /** Groups by names such as {@code day,model}. */
    static Groups of(String group, Optional<Currency> currency) {
        List<String> names = Stream.of(group.split(",")).map(String::strip).filter(name -> !name.isEmpty()).distinct().toList();
        TreeSet<String> allowed = new TreeSet<>(DayKey.NAMES);
        allowed.addAll(List.of(DAY, TAG));
        for (String name : names) {
            if (!allowed.contains(name)) {
                throw Query.wrong("group", "'" + name + "' is not known; allowed are " + String.join(", ", allowed));
            }
        }
        return new Groups(names, currency);
    }

    void add(DayKey key, Tally tally, Rates rates) {
        Collection<String> tags = !names.contains(TAG) || key.tags().isEmpty() ? List.of("") : key.tags();
        for (String tag : tags) {
            List<String> words = names.stream().map(name -> switch (name) {
                case DAY -> key.day().toString();
                case TAG -> tag;
                default -> key.word(name);
            }).toList();
            Sum sum = sums.computeIfAbsent(words, _ -> new Sum());
            sum.tally.plus(tally);
            currency.ifPresent(wanted -> change(sum, key, tally, wanted, rates));
        }
    }

    private static void change(Sum sum, DayKey key, Tally tally, Currency wanted, Rates rates) {
        tally.costs().forEach((code, amount) -> rates.change(new Money(amount, Currency.getInstance(code)), wanted, key.day())
                .ifPresentOrElse(money -> {
                    sum.changed = sum.changed.add(money.amount());
                    sum.known = true;
                }, () -> sum.apart.add(code)));
    }

    List<String> names() {
        return names;
    }

    Map<List<String>, Sum> sums() {
        return sums;
    }

    /** The group with its sums. */
    ObjectNode json(List<String> words, Sum sum) {
        ObjectNode json = sum.tally.json();
        for (int i = 0; i < words.size(); i++) {
            json.put(names.get(i), words.get(i));
        }
        currency.ifPresent(wanted -> {
            // What has no rate is not free: a total of which nothing is known is none.
            ObjectNode total = json.putObject("total").put("amount", sum.known || sum.apart.isEmpty() ? EntryText.digits(sum.changed) : null)
                    .put("currency", wanted.getCurrencyCode());
            sum.apart.forEach(total.putArray("without_rate")::add);
        });
        return json;
    }

    /** All currencies that occur. */
    List<String> currencies() {
        return keys(json -> Stream.of("costs", "saved", "saved_by_routing").flatMap(name -> json.path(name).properties().stream()).map(Map.Entry::getKey));
    }

    /** All units that occur. */
    List<String> units() {
        return keys(json -> json.path("usage").properties().stream().map(Map.Entry::getKey));
    }

    private List<String> keys(Function<ObjectNode, Stream<String>> of) {
        TreeSet<String> all = new TreeSet<>();
        sums.values().forEach(sum -> of.apply(sum.tally.json()).forEach(all::add));
        return new ArrayList<>(all);
    }
}
