package modelscan.test.kit.provider;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Prices;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Cassette;
import modelscan.test.kit.Scrub;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Asks the real provider: a short answer, the same as a stream, and what they used. This costs money.
 *
 * <pre>{@code
 * LiveCheck.of(lab, source, new LiveCheck.Account(key, Optional.empty()), System.out::println);
 * }</pre>
 */
public final class LiveCheck {
    // The question and what a provider puts around it.
    private static final long MOST_INPUT = 200;

    private final ProviderLab lab;
    private final ProviderSource source;
    private final Account account;
    private final Findings findings;

    private LiveCheck(ProviderLab lab, ProviderSource source, Account account) {
        this.lab = lab;
        this.source = source;
        this.account = account;
        this.findings = new Findings(source.id());
    }

    /** Who pays, and which model is asked; without one a listed model is. */
    public record Account(String key, Optional<String> model) {
        @Override
        public String toString() {
            return "Account[" + model.orElse("any model") + "]";
        }
    }

    /** All findings; what it costs at most is told before anything is asked. */
    public static List<Finding> of(ProviderLab lab, ProviderSource source, Account account, Consumer<String> tell)
            throws IOException {
        if (source.descriptor().path("mode").asText().equals("headless")) {
            throw new IOException("a command-line provider has no address to ask; check it without --live");
        }
        LiveCheck check = new LiveCheck(lab, source, account);
        LabPlugin plugin = new LabPlugin(source, "");
        Bundle bundle = lab.install(plugin.bundle(plugin.live()), plugin.secret(), Optional.of(account.key()));
        try {
            String problem = lab.problem(bundle);
            check.findings.check("the descriptor is read", () -> problem);
            if (problem.isEmpty()) {
                check.look(tell);
            }
            return check.findings.all();
        } finally {
            uninstall(bundle);
        }
    }

    private static void uninstall(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException stubborn) {
            throw new IllegalStateException(stubborn);
        }
    }

    private void look(Consumer<String> tell) throws IOException {
        Catalog.Entry entry = lab.catalog().provider(source.id()).orElseThrow(() -> new IOException("the catalog does not know it"));
        Operation operation = source.serves().contains("chat") ? Operation.CHAT
                : source.serves().stream().findFirst().flatMap(Operation::of)
                .orElseThrow(() -> new IOException("it serves nothing that can be asked"));
        Choice choice = new Choice(entry);
        String model = account.model().map(choice::named).or(() -> listed(choice, operation))
                .orElseThrow(() -> new IOException("no listed model serves " + operation.word() + "; name one with --model"));
        tell.accept("Asks " + model + (operation == Operation.CHAT ? " twice" : " once") + "; " + most(entry, operation, model));
        if (operation != Operation.CHAT) {
            findings.check(operation.word() + " answers", () -> answered(ask(sample(operation, model))));
            return;
        }
        Collected whole = ask(Questions.cheap(model, false));
        findings.check("chat answers whole", () -> answered(whole));
        findings.check("chat answers with usage", () -> used(whole));
        Collected streamed = ask(Questions.cheap(model, true));
        findings.check("chat streams", () -> answered(streamed));
        findings.check("chat streams with usage", () -> used(streamed));
    }

    private Optional<String> listed(Choice choice, Operation operation) {
        return choice.entry().models().isEmpty() ? Optional.empty() : choice.model(operation);
    }

    private static String most(Catalog.Entry entry, Operation operation, String name) {
        Optional<Prices> prices = entry.models().stream().filter(model -> name.endsWith("/" + model.id())).findFirst()
                .flatMap(Model::prices);
        if (prices.isEmpty() || operation != Operation.CHAT) {
            return "what that costs is unknown";
        }
        Usage usage = Usage.NONE.with(Unit.INPUT, BigDecimal.valueOf(2 * MOST_INPUT))
                .with(Unit.OUTPUT, BigDecimal.valueOf(2L * Questions.LONGEST));
        return prices.get().cost(usage) instanceof Cost.Known(var money)
                ? "that costs at most " + money.amount().stripTrailingZeros().toPlainString() + " "
                        + money.currency().getCurrencyCode() : "what that costs is unknown";
    }

    // What the author recorded fits the provider better than what we make up.
    private Inquiry sample(Operation operation, String model) throws IOException {
        for (Cassette cassette : source.cassettes()) {
            if (cassette.ask().path("operation").asText().equals(operation.word()) && account.model().isEmpty()
                    && !cassette.expect().has("failure")) {
                return Asking.of(lab, source.id(), cassette.ask());
            }
        }
        return SampleRequests.of(operation, model);
    }

    private Collected ask(Inquiry inquiry) {
        return lab.gateway().handle(Exchange.of("live", inquiry)).collect();
    }

    private String answered(Collected answer) {
        if (answer.failure().isPresent()) {
            Failure failure = answer.failure().get();
            return Scrub.of(account.key()).text("it failed: " + failure.code().word() + " (" + failure.status() + "): "
                    + failure.message());
        }
        boolean said = answer.choices().values().stream()
                .anyMatch(choice -> !choice.text().isBlank() || !choice.thinking().isBlank());
        return said || !answer.events().isEmpty() ? "" : "the answer is empty";
    }

    private static String used(Collected answer) {
        Usage usage = answer.receipt().usage();
        return usage.amount(Unit.INPUT).isPresent() && usage.amount(Unit.OUTPUT).isPresent() ? ""
                : "it does not say what was used: " + usage;
    }
}
