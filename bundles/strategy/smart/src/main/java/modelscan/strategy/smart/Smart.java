package modelscan.strategy.smart;

import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.base.rank.Ranking;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The class of model that the work is worth: the cheapest for light work, one in the middle for usual work, a strong one
 * that reasons for hard work. The price of a model is taken for its strength.
 *
 * <p>The caller says what it is by {@code x-modelscan-mode} (flash, think, ultra-think), else the request's features do.
 */
@Component(property = Strategy.NAME + "=smart")
public final class Smart implements Strategy {
    private static final int SHORT = 600;
    private static final int LONG = 24_000;
    private static final int MANY_TOOLS = 8;
    private static final String REASONING = "reasoning";

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Estimates estimates;

    private enum Work {
        LIGHT, USUAL, HARD, HARDEST
    }

    /** With whoever estimates when it is asked. */
    @Activate
    public Smart() {
        // It comes by itself.
    }

    /** With these. */
    public Smart(Estimates estimates) {
        this.estimates = estimates;
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        Estimates known = estimates;
        if (candidates.size() < 2 || known == null) {
            return candidates;
        }
        double[] costs = known.rough(exchange.request(), candidates);
        return Ranking.ascending(candidates, switch (work(exchange)) {
            case LIGHT -> costs;
            case USUAL -> near(costs, 0.5);
            case HARD -> reasoningFirst(candidates, near(costs, 0.8));
            case HARDEST -> reasoningFirst(candidates, near(costs, 1));
        });
    }

    private static Work work(Exchange exchange) {
        return switch (exchange.wishes().named("mode").orElse("")) {
            case "flash" -> Work.LIGHT;
            case "think" -> Work.HARD;
            case "ultra-think" -> Work.HARDEST;
            default -> exchange.request() instanceof ChatRequest chat ? work(chat) : Work.USUAL;
        };
    }

    private static Work work(ChatRequest chat) {
        int tools = chat.tools().definitions().size();
        long length = length(chat);
        if (chat.reasoning().isPresent() || tools >= MANY_TOOLS || length > LONG) {
            return Work.HARD;
        }
        return tools == 0 && length < SHORT && chat.format() instanceof ResponseFormat.Text ? Work.LIGHT : Work.USUAL;
    }

    private static long length(ChatRequest chat) {
        long length = 0;
        for (Message message : chat.messages()) {
            for (Part part : message.parts()) {
                // Whatever is not text takes a model that looks closely.
                length += part instanceof Part.Text(String text) ? text.length() : SHORT;
            }
        }
        return length;
    }

    /** How far each is in the order of costs from the place at this share of it. */
    private static double[] near(double[] costs, double share) {
        double[] ranks = Ranking.ranks(costs);
        int known = 0;
        for (double cost : costs) {
            known += Double.isNaN(cost) ? 0 : 1;
        }
        double wanted = share * Math.max(0, known - 1);
        for (int place = 0; place < ranks.length; place++) {
            ranks[place] = Math.abs(ranks[place] - wanted);
        }
        return ranks;
    }

    private static double[] reasoningFirst(List<Candidate> candidates, double[] far) {
        for (int place = 0; place < far.length; place++) {
            far[place] += candidates.get(place).model().capabilities().contains(REASONING) ? 0 : far.length;
        }
        return far;
    }
}
