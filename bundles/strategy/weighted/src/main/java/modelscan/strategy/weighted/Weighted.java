package modelscan.strategy.weighted;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.rank.Ranking;
import modelscan.base.rank.Remembered;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * By lot: who has twice the weight comes first twice as often.
 *
 * <p>Weights are those of the route, of the caller ({@code x-modelscan-weights: groq=3, openai/gpt-5=1}) or of the owner;
 * who has none weighs 1, and who weighs nothing comes last.
 */
@Component(property = Strategy.NAME + "=weighted", configurationPid = "modelscan.strategy.weighted")
@Designate(ocd = Weighted.Config.class)
public final class Weighted implements Strategy {
    /** So many are expected before the time from which on nobody looks closely. */
    private static final double SOON = 32;
    private static final int LISTS = 64;

    private final Map<String, Double> weights;
    private final DoubleSupplier lots;
    private final Remembered<List<Candidate>, Scales> usual;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Weighted", description = "How often candidates come first")
    public @interface Config {
        @AttributeDefinition(description = "Weights by provider or model: groq=3, openai/gpt-5=0.5", required = false)
        String[] weights() default {};
    }

    @Activate
    public Weighted(Config config) {
        this(config, () -> ThreadLocalRandom.current().nextDouble());
    }

    /** With lots from 0 to 1, 1 excluded. */
    Weighted(Config config, DoubleSupplier lots) {
        this.weights = read(List.of(config.weights()), "modelscan.strategy.weighted");
        this.lots = lots;
        this.usual = new Remembered<>(LISTS, candidates -> Scales.of(candidates, weights));
    }

    @Override
    public List<Candidate> order(Exchange exchange, List<Candidate> candidates) {
        Optional<String> wish = exchange.wishes().named("weights");
        Map<String, Double> holding = wish.isEmpty() ? weights : read(List.of(wish.get().split(",")), "x-modelscan-weights");
        return Ranking.ascending(candidates, arrivals(holding == weights ? usual.of(candidates) : Scales.of(candidates, holding)));
    }

    // The first of several random arrivals is each of them as often as its rate says.
    private double[] arrivals(Scales scales) {
        double[] times = new double[scales.weights().length];
        double soon = SOON / scales.sum();
        for (int place = 0; place < times.length; place++) {
            double weight = scales.weights()[place];
            double lot = lots.getAsDouble();
            // An arrival is never before its lot: whose lot is late already does not come among the first.
            double time = lot / weight >= soon ? lot / weight : -Math.log(1 - lot) / weight;
            times[place] = weight == 0 ? Double.NaN : time;
        }
        return times;
    }

    private static Map<String, Double> read(List<String> words, String place) {
        Map<String, Double> weights = new HashMap<>();
        for (String word : words) {
            int sign = word.lastIndexOf('=');
            double weight = sign < 1 ? Double.NaN : number(word.substring(sign + 1).strip());
            if (!(weight >= 0 && weight <= 1e9)) {
                throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, place + ": '" + word.strip()
                        + "' is no weight; one looks like groq=3").at(place));
            }
            weights.put(word.substring(0, sign).strip(), weight);
        }
        return weights;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
