package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.core.catalog.path.Path;

/**
 * Where it says what was used.
 *
 * @param amounts the place of each unit
 * @param scale what an amount is multiplied by
 */
record UsageReading(Map<Unit, Amount> amounts, Map<Unit, BigDecimal> scale) {

    /** Where one amount is told. */
    sealed interface Amount {
        /** In the answer; several are added up. */
        record At(Path path) implements Amount {
        }

        /** In a header of the answer. */
        record Header(String name) implements Amount {
        }

        /** In the request. */
        record Said(Phrase phrase) implements Amount {
        }

        /** It is always the same. */
        record Fixed(BigDecimal amount) implements Amount {
        }
    }

    /** The usage; {@code answers} are asked in their order, and what none of them says is unknown. */
    Usage read(List<JsonNode> answers, Map<String, String> headers, Lookup lookup) {
        Usage usage = Usage.NONE;
        for (Map.Entry<Unit, Amount> each : amounts.entrySet()) {
            Optional<BigDecimal> amount = switch (each.getValue()) {
                case Amount.At(Path path) ->
                    answers.stream().flatMap(answer -> sum(path, answer).stream()).findFirst();
                case Amount.Header(String name) -> Optional.ofNullable(headers.get(name)).flatMap(Numbers::of);
                case Amount.Said(Phrase phrase) -> phrase.text(lookup).flatMap(Numbers::of);
                case Amount.Fixed(BigDecimal fixed) -> Optional.of(fixed);
            };
            Optional<BigDecimal> scaled = amount.filter(number -> number.signum() >= 0)
                    .map(number -> number.multiply(scale.getOrDefault(each.getKey(), BigDecimal.ONE)));
            if (scaled.isPresent()) {
                usage = usage.with(each.getKey(), scaled.get());
            }
        }
        return usage;
    }

    private static Optional<BigDecimal> sum(Path path, JsonNode answer) {
        return path.elements(answer).stream().flatMap(node -> Numbers.of(node).stream()).reduce(BigDecimal::add);
    }
}
