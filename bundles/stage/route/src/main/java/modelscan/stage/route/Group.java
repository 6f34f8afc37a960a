package modelscan.stage.route;

import java.util.List;
import java.util.Optional;

/**
 * A name for several models.
 *
 * @param models {@code provider/model}, a bare model name, or {@code provider/*}; in order of preference
 * @param strategy what puts them in order, if the caller does not say
 * @param weights for strategies that use them, as a caller would write them: {@code groq=3,openai/gpt-5=1}
 * @param where what is asked of each
 * @param ban when a provider is left out, if the route says so
 */
record Group(List<String> models, Optional<String> strategy, Optional<String> weights, Where where, Optional<Ban> ban) {
    Group {
        models = List.copyOf(models);
    }
}
