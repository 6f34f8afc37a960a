package modelscan.test.kit.provider;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Catalog;
import modelscan.api.model.Operation;

/**
 * Checks one provider against what every provider must keep to, through the real pipeline, without any network.
 *
 * <p>An operation of a dialect is checked against a scripted provider of that dialect; one with a form of its own against
 * its cassettes; a command against a scripted program. Nothing depends on a test framework.
 *
 * <pre>{@code
 * try (ProviderLab lab = ProviderLab.open(jars)) {
 *     for (Finding finding : ProviderCheck.of(lab, ProviderSource.read(folder))) {
 *         System.out.println(finding);
 *     }
 * }
 * }</pre>
 */
public final class ProviderCheck {
    private ProviderCheck() {
    }

    /** All findings about a provider; what it does not do is not among them. */
    public static List<Finding> of(ProviderLab lab, ProviderSource source) {
        Findings findings = new Findings(source.id());
        if (source.descriptor().path("mode").asText().equals("headless")) {
            try {
                CommandChecks.look(lab, source, findings);
            } catch (IOException | RuntimeException broken) {
                findings.fail("the provider is installed", String.valueOf(broken));
            }
            return findings.all();
        }
        try (LabProvider provider = LabProvider.open(lab, source)) {
            String problem = provider.problem();
            findings.check("the descriptor is read", () -> problem);
            if (problem.isEmpty()) {
                look(provider, findings);
            }
        } catch (IOException | RuntimeException broken) {
            findings.fail("the provider is installed", String.valueOf(broken));
        }
        return findings.all();
    }

    private static void look(LabProvider provider, Findings findings) {
        Optional<Catalog.Entry> entry = provider.lab().catalog().provider(provider.source().id());
        findings.check("the provider is there", () -> entry.isEmpty() ? "the catalog does not know it"
                : switch (entry.get().health().state()) {
                    case UP, DEGRADED -> "";
                    case DOWN, UNCONFIGURED -> entry.get().health().why();
                });
        if (entry.isEmpty()) {
            return;
        }
        Choice choice = new Choice(entry.get());
        if (provider.source().serves().contains("chat") && !provider.source().formed("chat")) {
            chat(provider, choice, findings);
        }
        OperationChecks.look(provider, choice, findings);
        CassetteChecks.look(provider, findings);
        RefusalChecks.look(provider, choice, findings);
    }

    private static void chat(LabProvider provider, Choice choice, Findings findings) {
        Optional<Subject> subject = Subject.of(provider, choice.model(Operation.CHAT));
        if (subject.isEmpty()) {
            findings.fail("chat", "there is no model for conversation, or no fake of its dialect in the kit");
            return;
        }
        ChatChecks.look(subject.get(), choice, findings);
        ErrorChecks.look(subject.get(), findings);
        BrokenChecks.look(subject.get(), findings);
        CostChecks.look(subject.get(), choice, findings);
    }
}
