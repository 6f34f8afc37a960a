package modelscan.stage.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final StreamEvent HELLO = new StreamEvent.TextDelta(0, "hello");

    private static final Map<String, List<Candidate>> SHELVES = Map.of(
            "shared", List.of(Samples.candidate("a", "shared"), Samples.candidate("b", "shared")),
            "alone", List.of(Samples.candidate("c", "alone")));

    private final TestFramework framework = TestFramework.start();
    private final List<String> called = new ArrayList<>();
    private final Route route = new Route(framework.context(), new FakeCatalog(SHELVES, List.of()), new Words());

    @BeforeEach
    void plugStrategies() {
        framework.register(Strategy.class, (_, candidates) -> candidates, Map.of(Strategy.NAME, "fallback"));
        framework.register(Strategy.class, (_, candidates) -> candidates.reversed(), Map.of(Strategy.NAME, "backwards"));
    }

    @AfterEach
    void stop() {
        route.deactivate();
        framework.close();
    }

    @Test
    void goesToTheNextCandidateWhenTheFirstFailsBeforeItsFirstPiece() {
        Reply reply = route.handle(Samples.chat("shared", "hi"), failing(Map.of("a", ErrorCode.PROVIDER_OVERLOADED)));
        assertEquals("hello", Samples.text(reply));
        assertEquals(List.of("a/shared 1", "b/shared 2"), called);
    }

    @Test
    void stopsWhereEveryTryWouldFailTheSameWay() {
        Reply reply = route.handle(Samples.chat("shared", "hi"), failing(Map.of("a", ErrorCode.INVALID_REQUEST)));
        assertEquals(ErrorCode.INVALID_REQUEST, failure(reply).code());
        assertEquals(List.of("a/shared 1"), called);
    }

    @Test
    void doesNotTryAgainAfterTheFirstPiece() {
        Reply reply = route.handle(Samples.chat("shared", "hi"), (exchange) -> {
            called.add(exchange.candidate().orElseThrow().name());
            return Reply.of(HELLO, new StreamEvent.Failed(Failure.of(ErrorCode.STREAM_CUT, "cut")));
        });
        assertEquals(2, Samples.events(reply).size());
        assertEquals(List.of("a/shared"), called);
    }

    @Test
    void tellsWhyTheBestCandidateFailedWhenAllDo() {
        Reply reply = route.handle(Samples.chat("shared", "hi"),
                failing(Map.of("a", ErrorCode.RATE_LIMITED, "b", ErrorCode.PROVIDER_UNCONFIGURED)));
        assertEquals(ErrorCode.RATE_LIMITED, failure(reply).code());
        assertEquals(2, reply.receipt().attempts());
    }

    @Test
    void letsTheCallerChooseTheStrategy() {
        Samples.text(route.handle(wishing("shared", Map.of("strategy", "backwards")), failing(Map.of())));
        assertEquals(List.of("b/shared 1"), called);
        FailureException refused = assertThrows(FailureException.class,
                () -> route.handle(wishing("shared", Map.of("strategy", "luck")), failing(Map.of())));
        assertTrue(refused.failure().message().contains("[backwards, fallback]"), refused.failure().message());
    }

    @Test
    void triesTheCallersFallbacksAfterTheModel() {
        Reply reply = route.handle(wishing("alone", Map.of("fallbacks", "shared , nothing")),
                failing(Map.of("c", ErrorCode.PROVIDER_TIMEOUT)));
        assertEquals("hello", Samples.text(reply));
        assertEquals(List.of("c/alone 1", "a/shared 2"), called);
    }

    @Test
    void saysWhereTheModelsAreListedWhenThereIsNone() {
        FailureException refused = assertThrows(FailureException.class,
                () -> route.handle(Samples.chat("gpt-99", "hi"), failing(Map.of())));
        assertEquals(ErrorCode.MODEL_NOT_FOUND, refused.failure().code());
        assertTrue(refused.failure().message().contains("'gpt-99'"));
        assertTrue(refused.failure().message().contains("/v1/models"));
    }

    @Test
    void doesNotTryOthersForSomebodyWhoHasGone() {
        Exchange exchange = Samples.chat("shared", "hi");
        Reply reply = route.handle(exchange, inner -> {
            called.add(inner.candidate().orElseThrow().name());
            exchange.cancellation().cancel();
            return Reply.refused(ErrorCode.PROVIDER_TIMEOUT, "too late");
        });
        assertEquals(ErrorCode.PROVIDER_TIMEOUT, failure(reply).code());
        assertEquals(1, called.size());
    }

    @Test
    void leavesAChosenCandidateAlone() {
        Samples.text(route.handle(Samples.chat("shared", "hi").to(Samples.candidate("z", "m"), 7), failing(Map.of())));
        assertEquals(List.of("z/m 7"), called);
    }

    private Next failing(Map<String, ErrorCode> failures) {
        return exchange -> {
            Candidate candidate = exchange.candidate().orElseThrow();
            called.add(candidate.name() + " " + exchange.attempt());
            ErrorCode code = failures.get(candidate.provider());
            return code == null ? Reply.of(HELLO) : Reply.refused(code, candidate.provider() + " fails");
        };
    }

    private static Exchange wishing(String model, Map<String, String> wishes) {
        return Samples.chat(ChatRequest.of(model, Message.user("hi")), wishes);
    }

    private static Failure failure(Reply reply) {
        return reply.next().flatMap(Piece::failure).orElseThrow();
    }

    private record Words() implements Route.Config {
        @Override
        public String strategy() {
            return "fallback";
        }

        @Override
        public int tries() {
            return 5;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return Route.Config.class;
        }
    }
}
