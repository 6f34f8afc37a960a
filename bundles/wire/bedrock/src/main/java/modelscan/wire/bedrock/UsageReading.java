package modelscan.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** Usage in neutral units: Bedrock counts what went through the cache beside the input. */
final class UsageReading {
    private static final long MOST = 1_000_000_000_000L;

    private UsageReading() {
    }

    /** The usage of an answer; nothing known if it is none. */
    static Usage of(JsonNode told) {
        long input = count(told.path("inputTokens"));
        long output = count(told.path("outputTokens"));
        long read = count(told.path("cacheReadInputTokens"));
        long written = count(told.path("cacheWriteInputTokens"));
        Usage usage = Usage.NONE;
        if (input >= 0) {
            usage = usage.with(Unit.INPUT, input + Math.max(read, 0) + Math.max(written, 0));
        }
        usage = output < 0 ? usage : usage.with(Unit.OUTPUT, output);
        usage = read < 0 ? usage : usage.with(Unit.CACHE_READ, read);
        return written < 0 ? usage : written(usage, written, told.path("cacheDetails"));
    }

    // The time to live is told in the details; what they do not mention was written for minutes.
    private static Usage written(Usage usage, long written, JsonNode details) {
        long hour = 0;
        for (JsonNode detail : details) {
            hour += detail.path("ttl").asText().equals("1h") ? Math.max(count(detail.path("inputTokens")), 0) : 0;
        }
        long shown = Math.min(hour, written);
        Usage minutes = usage.with(Unit.CACHE_WRITE, written - shown);
        return shown == 0 ? minutes : minutes.with(Unit.CACHE_WRITE_LONG, shown);
    }

    // A count, or -1 where none was told.
    private static long count(JsonNode number) {
        return number.isIntegralNumber() && number.canConvertToLong() && number.longValue() >= 0
                && number.longValue() <= MOST ? number.longValue() : -1;
    }
}
