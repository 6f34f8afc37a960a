package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.core.catalog.descriptor.LimitHeaders;
import modelscan.core.catalog.descriptor.LimitHeaders.Names;
import modelscan.core.catalog.descriptor.LimitHeaders.Reset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaReadingTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final LimitHeaders SILENT = new LimitHeaders(Map.of(), Optional.empty());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1s                            |             | 1000
            6m0s                          |             | 360000
            1h2m3.5s                      | DURATION    | 3723500
            120ms                         | DURATION    | 120
            1d2h                          |             | 93600000
            12                            | SECONDS     | 12000
            12                            |             | 12000
            0.25                          |             | 250
            1500                          | MILLISECONDS| 1500
            1795255230                    | EPOCH       | 30000
            1795255230                    |             | 30000
            1795255230000                 |             | 30000
            2026-11-21T10:00:30Z          | DATE        | 30000
            2026-11-21T11:00:30+01:00     |             | 30000
            Sat, 21 Nov 2026 10:00:30 GMT |             | 30000
            2026-11-21T09:00:00Z          | DATE        | 0
            0                             |             | 0
            -1                            |             | 0
            1000000000                    |             | 0
            1e9                           |             |
            99999999999999999999          |             | 2678400000
            9999h                         |             | 2678400000
            soon                          |             |
            5parsecs                      |             |
            1h2                           |             |
            1.2.3                         |             |
            ''                            |             |
            """)
    void readsTimesInAllTheirForms(String text, Reset form, Long millis) {
        assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), new ResetTime(Optional.ofNullable(form), () -> NOW).read(text));
    }

    @Test
    void readsTheUsualNames() {
        assertEquals(List.of(quota(What.REQUESTS, 30L, 29, 2000L), quota(What.TOKENS, 6000L, 5990, 120L)),
                read(SILENT, Map.of("x-ratelimit-limit-requests", "30", "x-ratelimit-remaining-requests", "29",
                        "x-ratelimit-reset-requests", "2s", "x-ratelimit-limit-tokens", "6000", "x-ratelimit-remaining-tokens",
                        "5990", "x-ratelimit-reset-tokens", "120ms")));
        assertEquals(List.of(quota(What.INPUT_TOKENS, null, 7, 30_000L)), read(SILENT,
                Map.of("anthropic-ratelimit-input-tokens-remaining", "7", "anthropic-ratelimit-input-tokens-reset", "2026-11-21T10:00:30Z")));
        assertEquals(List.of(quota(What.REQUESTS, 10L, 4, 5000L)), read(SILENT,
                Map.of("ratelimit-limit", "10, 10;w=60", "ratelimit-remaining", "4", "ratelimit-reset", "5")));
        assertEquals(List.of(), read(SILENT, Map.of("content-type", "application/json")));
    }

    @Test
    void readsTheNamesOfTheDescriptorInstead() {
        Map<What, Names> names = new EnumMap<>(What.class);
        names.put(What.CONCURRENT, new Names(Optional.empty(), Optional.of("x-left"), Optional.empty()));
        LimitHeaders described = new LimitHeaders(names, Optional.empty());
        assertEquals(List.of(quota(What.CONCURRENT, null, 3, null)),
                read(described, Map.of("x-left", "3", "x-ratelimit-remaining-requests", "1")));
    }

    @Test
    void garbageTellsNothingAndNeverThrows() {
        Random random = new Random(14);
        for (String text : List.of("", "many", "-5", "1e400", "٣x", "1.2.3", "12345678901234567890")) {
            assertEquals(List.of(), read(SILENT, Map.of("x-ratelimit-remaining", text)), text);
        }
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append("0123456789.-:TZhmsd;, e".charAt(random.nextInt(23)));
            }
            read(SILENT, Map.of("x-ratelimit-remaining", text.toString(), "x-ratelimit-limit", text.toString(),
                    "x-ratelimit-reset", text.toString()));
            new ResetTime(Optional.empty(), () -> NOW).read(text.toString());
        }
    }

    private static List<Quota> read(LimitHeaders described, Map<String, String> headers) {
        return new QuotaReading(described, () -> NOW).in(name -> Optional.ofNullable(headers.get(name)));
    }

    private static Quota quota(What what, Long limit, long remaining, Long reset) {
        return new Quota(what, Optional.ofNullable(limit).map(BigDecimal::valueOf), Optional.of(BigDecimal.valueOf(remaining)),
                Optional.ofNullable(reset).map(Duration::ofMillis));
    }
}
