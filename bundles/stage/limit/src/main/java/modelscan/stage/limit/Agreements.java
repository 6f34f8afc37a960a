package modelscan.stage.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what the owner says about the limits of providers. */
@Component(service = Agreements.class, immediate = true)
public final class Agreements {
    private static final Logger LOG = LoggerFactory.getLogger(Agreements.class);

    private final Gates gates;
    private final Tables tables;

    /** Takes over what was said before. */
    @Activate
    public Agreements(@Reference Gates gates, @Reference Store store) {
        this(gates, Tables.of(store));
    }

    Agreements(Gates gates, Tables tables) {
        this.gates = gates;
        this.tables = tables;
        tables.terms().forEach((provider, body) -> {
            try {
                gates.agree(provider, TermsForm.read(Json.read(body), "limits of " + provider));
            } catch (FailureException wrong) {
                LOG.error("the limits of {} that were set cannot be read and are left out: {}", provider, wrong.failure().message());
            }
        });
    }

    /** Takes over what is said now, for each provider as a whole; if anything is wrong, nothing changes. */
    void change(Map<String, ObjectNode> bodies, String author) {
        Map<String, Terms> all = new LinkedHashMap<>();
        bodies.forEach((provider, body) -> all.put(provider, checked(provider, body)));
        all.forEach((provider, terms) -> {
            String body = terms.none() ? "" : new String(Json.write(bodies.get(provider)), StandardCharsets.UTF_8);
            tables.keepTerms(provider, body, gates.times().wall().instant(), author);
            gates.agree(provider, terms);
            LOG.info("audit: {} set the limits of {} to {}", author, provider, terms.none() ? "those it is shipped with" : body);
        });
    }

    private Terms checked(String provider, ObjectNode body) {
        Terms terms = TermsForm.read(body, "limits of " + provider);
        Offer offer = gates.offer(provider).under(terms);
        Optional<String> plan = terms.plan();
        if (plan.isPresent() && offer.ours().isEmpty()) {
            throw TermsForm.wrong(provider + " has no plan '" + plan.get() + "'; it has " + offer.plans().keySet());
        }
        return terms;
    }
}
