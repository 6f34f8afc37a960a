package modelscan.stage.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Router;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlacklistTest {
    private final Rig rig = new Rig(Rig.candidate("a", "m", 1000, "1"), Rig.candidate("b", "m", 1000, "1"));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void leavesOutForAWhileWhoFailedThreeTimesInARow() {
        rig.words.blacklist = 3;
        Route route = rig.route();
        fail(route, 3, "m");
        assertEquals(List.of("b/m 1"), calls(route, "m"));
        Router.Considered out = rig.routing().explain(Samples.chat("m", "hi")).candidates().getLast();
        assertEquals("its provider failed 3 times or more in a row and is left out for 60 s", out.reasons().getFirst());
        rig.nanos += Duration.ofSeconds(60).toNanos();
        assertEquals(List.of("a/m 1"), calls(route, "m"), "it is tried again, and works");
        fail(route, 2, "m");
        assertEquals(List.of("a/m 1"), calls(route, "m"), "what was before it worked does not count");
    }

    @Test
    void keepsTheOnlyOnes() {
        rig.words.blacklist = 1;
        Route route = rig.route();
        route.handle(Samples.chat("m", "hi"), rig.failing(Map.of("a", ErrorCode.PROVIDER_TIMEOUT, "b", ErrorCode.PROVIDER_TIMEOUT))).close();
        assertEquals(List.of("a/m 1"), calls(route, "m"));
    }

    @Test
    void doesNotCountWhatTheCallerDidWrong() {
        rig.words.blacklist = 1;
        Route route = rig.route();
        route.handle(Samples.chat("m", "hi"), rig.failing(Map.of("a", ErrorCode.INVALID_REQUEST))).close();
        assertEquals(List.of("a/m 1"), calls(route, "m"));
    }

    @Test
    void routesAndStrategiesHaveTheirOwn() {
        rig.words.routes = "{\"strict\": {\"models\": [\"m\"], \"blacklist\": 1, \"blacklistSeconds\": 5}, \"calm\": {\"models\": [\"m\"]}}";
        Route route = rig.route();
        fail(route, 1, "strict");
        assertEquals(List.of("b/m 1"), calls(route, "strict"));
        assertEquals(List.of("a/m 1"), calls(route, "calm"));
        rig.words.routes = "";
        rig.words.blacklist = 1;
        rig.words.blacklistStrategies = new String[] {"backwards"};
        rig.routing().change(rig.words);
        fail(route, 1, "m");
        assertEquals(List.of("a/m 1"), calls(route, "m"));
        fail(route, 1, "m");
        route.handle(wishing("backwards"), rig.failing(Map.of())).close();
        assertTrue(rig.called.getLast().startsWith("b/m"));
        assertThrows(FailureException.class, () -> RoutesReader.groups("{\"x\": {\"models\": [\"m\"], \"blacklist\": \"often\"}}"));
    }

    private static Exchange wishing(String strategy) {
        return Samples.chat(ChatRequest.of("m", Message.user("hi")), Map.of("strategy", strategy));
    }

    private void fail(Route route, int times, String model) {
        for (int time = 0; time < times; time++) {
            try (Reply reply = route.handle(Samples.chat(model, "hi"), rig.failing(Map.of("a", ErrorCode.PROVIDER_UNREACHABLE)))) {
                reply.forEach(_ -> { });
            }
        }
    }

    private List<String> calls(Route route, String model) {
        rig.called.clear();
        Samples.events(route.handle(Samples.chat(model, "hi"), rig.failing(Map.of())));
        return rig.called;
    }
}
