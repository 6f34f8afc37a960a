package modelscan.wire.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** The end of one step of a run: why it ended, and what it used. */
final class Step {
    private Step() {
    }

    /** Why the run ended if this was its last step; empty if a further one had to follow. */
    static Optional<FinishReason> finish(String reason) {
        return switch (reason) {
            case "", "tool-calls" -> Optional.empty();
            case "stop" -> Optional.of(FinishReason.STOP);
            case "length" -> Optional.of(FinishReason.LENGTH);
            case "content-filter" -> Optional.of(FinishReason.CONTENT_FILTER);
            case "error" -> Optional.of(FinishReason.ERROR);
            default -> Optional.of(FinishReason.OTHER);
        };
    }

    /** What a step used; the tokens it tells are beside each other, and its cost is in dollars. */
    static Usage usage(JsonNode part) {
        JsonNode tokens = part.path("tokens");
        JsonNode cache = tokens.path("cache");
        Usage usage = sum(Usage.NONE, Unit.INPUT, tokens.path("input"), cache.path("read"), cache.path("write"));
        usage = sum(usage, Unit.CACHE_READ, cache.path("read"));
        usage = sum(usage, Unit.CACHE_WRITE, cache.path("write"));
        usage = sum(usage, Unit.OUTPUT, tokens.path("output"), tokens.path("reasoning"));
        usage = sum(usage, Unit.REASONING, tokens.path("reasoning"));
        return sum(usage, Unit.CREDIT, part.path("cost"));
    }

    private static Usage sum(Usage usage, Unit unit, JsonNode first, JsonNode... others) {
        if (!sane(first)) {
            return usage;
        }
        BigDecimal sum = first.decimalValue();
        for (JsonNode other : others) {
            sum = sane(other) ? sum.add(other.decimalValue()) : sum;
        }
        return usage.with(unit, sum);
    }

    // Nobody can use more than this.
    private static boolean sane(JsonNode value) {
        return value.isNumber() && value.decimalValue().signum() >= 0 && value.decimalValue().precision() <= 30
                && Math.abs((long) value.decimalValue().scale()) <= 30;
    }
}
