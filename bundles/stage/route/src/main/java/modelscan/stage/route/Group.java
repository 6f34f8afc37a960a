package modelscan.stage.route;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A name for several models.
 *
 * @param models {@code provider/model}, a bare model name, or {@code provider/*}; in order of preference
 * @param strategy what puts them in order, if the caller does not say
 * @param weights for strategies that use them, by provider or {@code provider/model}
 * @param where what is asked of each
 */
record Group(List<String> models, Optional<String> strategy, Map<String, BigDecimal> weights, Where where) {
    Group {
        models = List.copyOf(models);
        weights = Map.copyOf(weights);
    }
}
