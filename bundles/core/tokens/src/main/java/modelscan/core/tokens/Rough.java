package modelscan.core.tokens;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Request;

/** What a chat costs at hundreds of candidates, in microseconds: floats in US dollars, good for an order only. */
final class Rough {
    private final ChatRequest chat;
    private final BiFunction<Request, Model, TokenCounter.Count> counter;
    private final DollarPrices tags;
    // Models that do not tell their family are all counted like the first of them: close enough for an order.
    private final Map<String, Long> counted = new HashMap<>();
    private final double choices;
    private final long guess;

    Rough(ChatRequest chat, BiFunction<Request, Model, TokenCounter.Count> counter, DollarPrices tags) {
        this.chat = chat;
        this.counter = counter;
        this.tags = tags;
        this.choices = Math.max(1, chat.sampling().choices().orElse(1));
        this.guess = Math.min(Answer.guess(chat), chat.sampling().maximumOutput().orElse(Integer.MAX_VALUE));
    }

    double[] costs(List<Candidate> candidates) {
        double[] costs = new double[candidates.size()];
        for (int place = 0; place < costs.length; place++) {
            costs[place] = cost(candidates.get(place).model());
        }
        return costs;
    }

    private double cost(Model model) {
        Optional<Prices> known = model.prices();
        if (known.isEmpty()) {
            return Double.NaN;
        }
        Prices prices = known.get();
        long input = input(model);
        DollarPrices.Tag tag = prices.tiers().isEmpty() ? tags.of(prices) : tags.of(prices, input);
        return tag.cost(input, Math.min(guess, model.output().orElse(Integer.MAX_VALUE)) * choices);
    }

    private long input(Model model) {
        Long known = counted.get(model.tokens());
        if (known == null) {
            known = counter.apply(chat, model).tokens();
            counted.put(model.tokens(), known);
        }
        return known;
    }
}
