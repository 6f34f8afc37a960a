package modelscan.test.reference;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plan;
import modelscan.api.gateway.Prices;
import modelscan.api.model.Operation;
import modelscan.core.catalog.descriptor.Descriptor;

/** The page that tells what is known of every provider. */
final class ProvidersPage {
    private static final String HEAD = """
            # Providers

            What each descriptor in `bundles/provider` says. *Priced* are models with at least one price; *plans* are customer tiers
            of which at least one limit is known; *compared* are the first and the last day on which figures were compared with
            their source. `calls` as dialect: the provider's own JSON, described operation by operation. Models that a provider
            lists itself (*list*) come on top of those written down here.

            | provider | mode | dialect | operations | list | models | priced | plans | compared |
            |---|---|---|---|---|--:|--:|--:|---|
            """;

    private final StringBuilder text = new StringBuilder(HEAD);
    private final List<String> data = new ArrayList<>();
    private final List<String> mixed = new ArrayList<>();
    private long models;
    private long priced;
    private long sourced;
    private long plans;

    private ProvidersPage() {
    }

    static String of(List<Described> providers, List<String> coded) {
        ProvidersPage page = new ProvidersPage();
        providers.forEach(page::row);
        page.totals(providers.size(), coded);
        return page.text.toString();
    }

    private void row(Described provider) {
        Descriptor descriptor = provider.read();
        List<Model> all = descriptor.offer().models();
        long withPrice = all.stream().filter(model -> model.prices().filter(ProvidersPage::any).isPresent()).count();
        long withLimits = descriptor.offer().plans().stream().filter(plan -> !plan.limits().isEmpty()).count();
        models += all.size();
        priced += withPrice;
        plans += withLimits;
        sourced += all.stream().filter(model -> model.source().isPresent() && model.verified().isPresent()).count();
        String name = "`" + provider.id() + "` " + descriptor.about().name();
        (provider.classes() == 0 ? data : mixed).add(provider.id() + (provider.classes() == 0 ? "" : " (" + provider.classes() + ")"));
        text.append(Stream.of(name, descriptor.about().mode().name().toLowerCase(Locale.ROOT), dialect(descriptor.speech()),
                operations(descriptor.speech()), descriptor.offer().listing().isPresent() ? "yes" : "", number(all.size()),
                number(withPrice), number(withLimits), compared(descriptor.offer()))
                .collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static boolean any(Prices prices) {
        return !prices.each().isEmpty();
    }

    private static String dialect(Descriptor.Speech speech) {
        return Stream.concat(speech.dialect().stream(), speech.calls().isEmpty() ? Stream.of() : Stream.of("calls"))
                .collect(Collectors.joining(" + "));
    }

    private static String operations(Descriptor.Speech speech) {
        return speech.serves().stream().sorted().map(Operation::word).collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return number == 0 ? "" : Long.toString(number);
    }

    private static String compared(Descriptor.Offer offer) {
        List<LocalDate> dates = Stream.concat(offer.models().stream().map(Model::verified),
                offer.plans().stream().map(Plan::verified)).flatMap(Optional::stream).sorted().toList();
        if (dates.isEmpty()) {
            return "";
        }
        return dates.getFirst().equals(dates.getLast()) ? dates.getFirst().toString() : dates.getFirst() + " – " + dates.getLast();
    }

    private void totals(int described, List<String> coded) {
        text.append("\n%,d providers with a descriptor, %,d models, %,d of them with a price and %,d with source and day; %,d plans with limits.\n"
                .formatted(described, models, priced, sourced, plans));
        list("Data alone", data);
        list("A descriptor and code (classes)", mixed);
        list("Code alone", coded);
    }

    private void list(String title, List<String> names) {
        text.append("\n## ").append(title).append(": ").append(names.size()).append("\n\n")
                .append(names.isEmpty() ? "none" : String.join(", ", names)).append('\n');
    }
}
