package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Wishes;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final Charts.Key A = new Charts.Key("a", "m");

    private final Time time = new Time();
    private final Charts charts = new Charts(time.clock(), Time.RULE, () -> { });
    private final History history = charts.history();
    private final Archivist archivist = new Archivist(charts, Optional.empty());

    @Test
    void addsUpByHourAndForgetsAfterADay() {
        history.ended(A, Outcome.WORKED);
        history.ended(A, Outcome.FAILED);
        history.ended(A, Outcome.TOLD_NOTHING);
        history.took(A, new Chart.Times(OptionalLong.of(200_000_000), 900_000_000, OptionalDouble.empty()));
        assertEquals(new Tally(2, 1, 1, 200, 1, 900, 0), history.since(history.hour()).get(A));
        time.passes(Duration.ofHours(25));
        archivist.save();
        assertEquals(Map.of(), history.since(0));
    }

    @Test
    void holdsNoMoreThanIsAllowed() {
        for (int i = 0; i < History.MOST + 50; i++) {
            history.ended(new Charts.Key("p", "m" + i), Outcome.WORKED);
        }
        history.ended(new Charts.Key("p", "m0"), Outcome.WORKED);
        assertEquals(History.MOST, history.since(0).size());
        assertEquals(2, history.since(0).get(new Charts.Key("p", "m0")).calls());
    }

    @Test
    void tellsHowProvidersAreAndWere() throws IOException {
        history.ended(A, Outcome.WORKED);
        history.ended(A, Outcome.FAILED);
        history.wasDown(A, Duration.ofMinutes(72).toNanos());
        charts.of(A);
        JsonNode body = get("");
        assertTrue(body.path("next").isNull());
        JsonNode row = body.path("data").path(0);
        assertEquals("a", row.path("provider").asText());
        assertEquals(0.95, row.path("uptime").asDouble());
        assertEquals(0.5, row.path("error_rate").asDouble());
        assertEquals("closed", row.path("models").path(0).path("breaker").asText());
        assertTrue(body.path("complete").asBoolean());
        assertEquals(false, get("30d").path("complete").asBoolean());
    }

    @Test
    void knowsThreeWindows() {
        assertEquals(ErrorCode.INVALID_REQUEST,
                assertThrows(FailureException.class, () -> get("1y")).failure().code());
    }

    private JsonNode get(String window) throws IOException {
        Asked call = new Asked(window);
        new HealthList(charts, archivist).serve(call);
        return Json.read(call.body);
    }

    private static final class Asked implements Call {
        private final String window;
        private byte[] body = {};

        Asked(String window) {
            this.window = window;
        }

        @Override
        public String id() {
            return "test";
        }

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public String path() {
            return "/api/health/providers";
        }

        @Override
        public Map<String, String> variables() {
            return Map.of();
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.of(window).filter(text -> !text.isEmpty());
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Map<String, String> headers() {
            return Map.of();
        }

        @Override
        public Principal principal() {
            return Principal.ANONYMOUS;
        }

        @Override
        public Wishes wishes() {
            return Wishes.NONE;
        }

        @Override
        public boolean local() {
            return true;
        }

        @Override
        public byte[] body() {
            return new byte[0];
        }

        @Override
        public Cancellation cancellation() {
            return new Cancellation();
        }

        @Override
        public void header(String name, String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void answer(int status, String mediaType, byte[] bytes) {
            body = bytes;
        }

        @Override
        public OutputStream begin(int status, String mediaType) {
            throw new UnsupportedOperationException();
        }
    }
}
