package modelscan.core.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates.Estimate;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.PriceBook;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.gateway.Tokens;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Sampling;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.Tools;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.Unit;
import org.junit.jupiter.api.Test;

class EstimatorTest {
    private static final PriceBook PRICES = (candidate, usage) -> candidate.model().prices()
            .map(prices -> prices.cost(usage)).orElseGet(() -> new Cost.Unknown("no price"));

    private int counts;
    private final Tokens tokens = (_, _) -> {
        counts++;
        return new TokenCounter.Count(1000, 10);
    };
    private final Estimator estimator = new Estimator(tokens, PRICES);

    @Test
    void weighsAChatByWhatItAsksAtMost() {
        Estimate estimate = estimator.of(chat(Optional.of(100)), model(Map.of(Unit.INPUT, "0.001", Unit.OUTPUT, "0.01"), 500));
        assertEquals(1000, estimate.likely().count(Unit.INPUT).orElseThrow());
        assertEquals(100, estimate.likely().count(Unit.OUTPUT).orElseThrow());
        assertEquals(1100, estimate.most().count(Unit.INPUT).orElseThrow());
        assertEquals("2", digits(estimate.cost()));
        assertEquals("2.1", digits(estimate.highest()));
    }

    @Test
    void boundsAnAnswerByTheModelWhenNobodyElseDoes() {
        Estimate estimate = estimator.of(chat(Optional.empty()), model(Map.of(Unit.INPUT, "0", Unit.OUTPUT, "1"), 500));
        assertEquals("256", digits(estimate.cost()));
        assertEquals("500", digits(estimate.highest()));
    }

    @Test
    void doesNotKnowWhatAnUnboundedAnswerCostsAtMost() {
        Candidate candidate = new Candidate("a", priced(Map.of(Unit.INPUT, "1", Unit.OUTPUT, "1"), Optional.empty()));
        Estimate estimate = estimator.of(chat(Optional.empty()), candidate);
        assertInstanceOf(Cost.Known.class, estimate.cost());
        assertInstanceOf(Cost.Unknown.class, estimate.highest());
    }

    @Test
    void doesNotTakeAMissingPriceForZero() {
        assertInstanceOf(Cost.Unknown.class, estimator.of(chat(Optional.of(1)), model(Map.of(Unit.INPUT, "1"), 5)).cost());
        assertInstanceOf(Cost.Unknown.class, estimator.of(chat(Optional.of(1)),
                new Candidate("a", Model.unknown("m", Operation.CHAT))).cost());
    }

    @Test
    void weighsOtherWorkByItsOwnUnits() {
        assertEquals("0.08", digits(estimator.of(new ImageRequest("m", "a cat", List.of(), Optional.empty(), Optional.of(2),
                JsonNodeFactory.instance.objectNode()), model(Map.of(Unit.IMAGE, "0.04"), 5)).cost()));
        assertEquals("0.5", digits(estimator.of(new SpeechRequest("m", "hello", Optional.empty(), Optional.empty(),
                Optional.empty(), JsonNodeFactory.instance.objectNode()), model(Map.of(Unit.CHARACTER, "0.1"), 5)).cost()));
        assertEquals("4", digits(estimator.of(heard(new Media.Bytes("audio/mpeg", new byte[32_000])),
                model(Map.of(Unit.SECOND, "2"), 5)).cost()));
        assertInstanceOf(Cost.Unknown.class, estimator.of(heard(new Media.Upload("file-1")),
                model(Map.of(Unit.SECOND, "2"), 5)).cost());
    }

    @Test
    void countsARequestOnceForAllModelsOfAFamily() {
        ChatRequest chat = chat(Optional.empty());
        for (int i = 0; i < 20; i++) {
            estimator.of(chat, new Candidate("p" + i, priced(Map.of(), Optional.of(5))));
        }
        assertEquals(1, counts);
    }

    @Test
    void roughlyAgreesWithTheExactCost() {
        List<Candidate> candidates = List.of(model(Map.of(Unit.INPUT, "0.001", Unit.OUTPUT, "0.01"), 500),
                model(Map.of(Unit.INPUT, "0.3", Unit.OUTPUT, "0.1", Unit.REQUEST, "7"), 100), model(Map.of(Unit.INPUT, "1"), 5));
        ChatRequest chat = chat(Optional.of(200));
        double[] rough = estimator.rough(chat, candidates);
        for (int i = 0; i < 2; i++) {
            assertEquals(Double.parseDouble(digits(estimator.of(chat, candidates.get(i)).cost())), rough[i], 1e-9);
        }
        assertTrue(Double.isNaN(rough[2]));
    }

    @Test
    void roughlyKnowsWhatLongRequestsCost() {
        Prices prices = new Prices(Currency.getInstance("USD"), Map.of(Unit.INPUT, BigDecimal.ONE, Unit.OUTPUT, BigDecimal.ONE),
                List.of(new Prices.Tier(999, Map.of(Unit.INPUT, BigDecimal.TEN))), Optional.of(new BigDecimal("20000")));
        Candidate candidate = new Candidate("a", new Model("m", Set.of(Operation.CHAT), Optional.empty(), Optional.of(5), Set.of(),
                Optional.of(prices), Optional.empty(), Optional.empty()));
        assertEquals(20_000, estimator.rough(chat(Optional.of(5)), List.of(candidate))[0]);
        Prices dearer = new Prices(prices.currency(), prices.each(), prices.tiers(), Optional.empty());
        Candidate other = new Candidate("a", new Model("m", Set.of(Operation.CHAT), Optional.empty(), Optional.of(5), Set.of(),
                Optional.of(dearer), Optional.empty(), Optional.empty()));
        assertEquals(10_005, estimator.rough(chat(Optional.of(5)), List.of(other))[0]);
    }

    private static TranscriptionRequest heard(Media sound) {
        return new TranscriptionRequest("m", sound, Optional.empty(), false, JsonNodeFactory.instance.objectNode());
    }

    private static ChatRequest chat(Optional<Integer> most) {
        Sampling sampling = new Sampling(Optional.empty(), Optional.empty(), Optional.empty(), most, List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return new ChatRequest("m", List.of(Message.user("hi")), Tools.NONE, sampling, new ResponseFormat.Text(),
                Optional.empty(), true, JsonNodeFactory.instance.objectNode());
    }

    private static Candidate model(Map<Unit, String> each, int output) {
        return new Candidate("a", priced(each, Optional.of(output)));
    }

    private static Model priced(Map<Unit, String> each, Optional<Integer> output) {
        Map<Unit, BigDecimal> prices = new java.util.EnumMap<>(Unit.class);
        each.forEach((unit, price) -> prices.put(unit, new BigDecimal(price)));
        return new Model("m", Set.of(Operation.CHAT), Optional.empty(), output, Set.of(),
                Optional.of(new Prices(Currency.getInstance("USD"), prices)), Optional.empty(), Optional.empty());
    }

    private static String digits(Cost cost) {
        return cost instanceof Cost.Known(var money) ? money.digits() : "unknown";
    }
}
