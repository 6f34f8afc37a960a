package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
    private final Trail trail;
    private final Map<String, String> said = new HashMap<>();

    /** Takes over what was said before. */
    @Activate
    public Agreements(@Reference Gates gates, @Reference Store store, @Reference Trail trail) {
        this(gates, Tables.of(store), trail);
    }

    Agreements(Gates gates, Tables tables, Trail trail) {
        this.gates = gates;
        this.tables = tables;
        this.trail = trail;
        tables.terms().forEach((provider, body) -> {
            said.put(provider, body);
            try {
                gates.agree(provider, TermsForm.read(Json.read(body), "limits of " + provider));
            } catch (FailureException wrong) {
                LOG.error("the limits of {} that were set cannot be read and are left out: {}", provider, wrong.failure().message());
            }
        });
    }

    /** Takes over what is said now, for each provider as a whole; if anything is wrong, or cannot be kept, nothing changes. */
    synchronized void change(Map<String, ObjectNode> bodies, String author) {
        Map<String, Terms> all = new LinkedHashMap<>();
        bodies.forEach((provider, body) -> all.put(provider, checked(provider, body)));
        Map<String, String> texts = new LinkedHashMap<>();
        all.forEach((provider, terms) -> texts.put(provider, terms.none() ? "" : text(bodies.get(provider))));
        tables.keepTerms(texts, gates.times().wall().instant(), author);
        all.forEach(gates::agree);
        texts.forEach((provider, text) -> {
            String before = said.getOrDefault(provider, "");
            said.put(provider, text);
            if (!before.equals(text)) {
                trail.tell(author, text.isEmpty() ? "limits.cleared" : "limits.set", provider, node(before), node(text));
            }
        });
    }

    private static String text(ObjectNode body) {
        return new String(Json.write(body), StandardCharsets.UTF_8);
    }

    private static JsonNode node(String text) {
        return text.isEmpty() ? NullNode.getInstance() : Json.read(text);
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
