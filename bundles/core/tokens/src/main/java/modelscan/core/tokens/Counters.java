package modelscan.core.tokens;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.gateway.Tokens;
import modelscan.api.model.Request;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the counter that knows a model's family: a plugin's, else one of ours. */
@Component
public final class Counters implements Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Counters.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<Family, TokenCounter> ours = new EnumMap<>(Family.class);
    private final Map<Family, TokenCounter> rough = new EnumMap<>(Family.class);
    private final Whiteboard<TokenCounter> plugins;

    @Activate
    public Counters(BundleContext context) {
        for (Family family : Family.values()) {
            rough.put(family, new Estimate(family));
            ours.put(family, family == Family.OPENAI ? new OpenAiCounter() : rough.get(family));
        }
        plugins = Whiteboard.of(context, TokenCounter.class, PATIENCE);
    }

    @Deactivate
    void deactivate() {
        plugins.close();
    }

    @Override
    public TokenCounter.Count count(Request request, Model model) {
        Family family = Family.of(model);
        String word = model.tokens().isEmpty() ? family.word() : model.tokens();
        for (Part<TokenCounter> part : plugins.parts()) {
            if (part.texts(TokenCounter.FAMILY).contains(word)) {
                Optional<TokenCounter.Count> counted = counted(part, request, model);
                if (counted.isPresent()) {
                    return counted.get();
                }
            }
        }
        return ours.get(family).count(request, model);
    }

    @Override
    public TokenCounter.Count rough(Request request, Model model) {
        return rough.get(Family.of(model)).count(request, model);
    }

    // One that goes away or breaks leaves the work to the next.
    private static Optional<TokenCounter.Count> counted(Part<TokenCounter> part, Request request, Model model) {
        Optional<Lease> lease = part.lease();
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try (Lease _ = lease.get()) {
            return Optional.of(part.service().count(request, model));
        } catch (RuntimeException broken) {
            LOG.warn("the token counter {} fails: {}", part.identity(), broken.toString());
            return Optional.empty();
        }
    }
}
