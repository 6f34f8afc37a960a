package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.HealthBook;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health(new Book());

    @Test
    void showsHowModelsDoAndDid() {
        JsonNode rows = health.health(Fakes.session()).json().path("health");
        assertEquals(2, rows.size());
        JsonNode open = rows.path(0);
        assertEquals("p/m", open.path("model").asText());
        assertEquals("open", open.path("breaker").asText());
        assertEquals("0.999999", open.path("uptime").asText());
        assertEquals("it is silent", open.path("last_failure").asText());
        assertEquals(210, open.path("first_token_ms").asInt());
        assertTrue(rows.path(1).path("uptime").isNull(), "nobody asked, so it was not up");
        assertTrue(rows.path(1).path("errors_now").isNull());
    }

    @Test
    void showsOneProviderInOneWindow() {
        assertEquals(7, health.health(Fakes.session(), "p", "7d").json().path("health").path(0).path("calls").asInt());
        assertEquals(1, health.health(Fakes.session(), "p").json().path("health").size());
        assertEquals(2, health.health(Fakes.session(), "30d").json().path("health").size());
        assertThrows(FailureException.class, () -> health.health(Fakes.session(), "nobody"));
        assertThrows(FailureException.class, () -> health.health(Fakes.session(), "p", "1y"));
    }

    private static final class Book implements HealthBook {
        @Override
        public Vitals vitals(Candidate candidate) {
            return Vitals.UNKNOWN;
        }

        @Override
        public Map<String, Vitals> all() {
            return Map.of("quiet", Vitals.UNKNOWN, "p/m", new Vitals(Breaker.OPEN, Optional.of(Instant.EPOCH), 9, 0.5,
                    Optional.of(Duration.ofMillis(210)), Optional.empty(), Optional.empty(), OptionalDouble.empty(), 0,
                    Optional.of(Failure.of(ErrorCode.PROVIDER_TIMEOUT, "it is silent"))));
        }

        @Override
        public Map<String, Past> past(Duration time) {
            return Map.of("p/m", new Past(time.toDays(), 1, Duration.ofDays(29), Duration.ofMillis(1)));
        }
    }
}
