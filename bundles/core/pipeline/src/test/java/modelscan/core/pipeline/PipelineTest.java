package modelscan.core.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

class PipelineTest {
    private static final StreamEvent HELLO = new StreamEvent.TextDelta(0, "hello");

    private final TestFramework framework = TestFramework.start();
    private final List<String> passed = new ArrayList<>();
    private final Pipeline pipeline = new Pipeline(framework.context(), new FakeCatalog(Map.of(), List.of(HELLO)));

    @AfterEach
    void stop() {
        pipeline.deactivate();
        framework.close();
    }

    @Test
    void passesStagesByPhaseAndRankingWhateverTheirOrderOfComing() {
        stage("cache", Phase.CACHE, 0);
        stage("trace", Phase.TRACE, 0);
        stage("guard low", Phase.GUARD, 1);
        stage("guard high", Phase.GUARD, 9);
        routed();
        assertEquals("hello", Samples.text(pipeline.handle(Samples.chat("m", "hi"))));
        assertEquals(List.of("trace", "guard high", "guard low", "cache"), passed);
        assertEquals(List.of(Phase.TRACE, Phase.GUARD, Phase.GUARD, Phase.CACHE, Phase.ROUTE),
                pipeline.stages().stream().map(stand -> stand.phase()).toList());
    }

    @Test
    void anExchangeKeepsTheStagesItBeganWith() {
        routed();
        Reply running = pipeline.handle(Samples.chat("m", "hi"));
        stage("late", Phase.GUARD, 0);
        assertEquals("hello", Samples.text(running));
        assertEquals(List.of(), passed);
        Samples.text(pipeline.handle(Samples.chat("m", "hi")));
        assertEquals(List.of("late"), passed);
    }

    @Test
    void aStageIsNotStoppedBeforeItsRepliesAreClosed() throws Exception {
        ServiceRegistration<Stage> leaving = stage("leaving", Phase.GUARD, 0);
        routed();
        Reply running = pipeline.handle(Samples.chat("m", "hi"));
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stopping = Thread.ofVirtual().start(() -> {
            leaving.unregister();
            stopped.countDown();
        });
        while (pipeline.stages().size() > 1) {
            Thread.onSpinWait();
        }
        assertEquals("hello", Samples.text(pipeline.handle(Samples.chat("m", "hi"))), "new exchanges go without it");
        assertEquals(1, stopped.getCount());
        running.close();
        assertTrue(stopped.await(30, TimeUnit.SECONDS));
        stopping.join();
    }

    @Test
    void outerStagesSeeAnInnerFaultAsARefusal() {
        List<Failure> seen = new ArrayList<>();
        register(Phase.AUDIT, 0, (exchange, next) -> {
            Reply reply = next.handle(exchange);
            reply.receipt().failure().ifPresent(seen::add);
            return reply.tap(event -> {
                if (event instanceof StreamEvent.Failed(Failure failure)) {
                    seen.add(failure);
                }
            });
        });
        register(Phase.GUARD, 0, (_, _) -> {
            throw new IllegalStateException("password is 1234");
        });
        Failure failure = failure(pipeline.handle(Samples.chat("m", "hi")));
        assertEquals(ErrorCode.INTERNAL, failure.code());
        assertFalse(failure.message().contains("1234"));
        assertEquals(List.of(failure), seen);
    }

    @Test
    void aFaultInTheMiddleOfAnAnswerEndsItWithAFailure() {
        register(Phase.GUARD, 0, (exchange, next) -> next.handle(exchange).tap(_ -> {
            throw new NoClassDefFoundError("gone");
        }));
        routed();
        Reply reply = pipeline.handle(Samples.chat("m", "hi"));
        assertEquals(Optional.of(ErrorCode.INTERNAL), reply.next().flatMap(Piece::failure).map(Failure::code));
        assertEquals(Optional.empty(), reply.next());
        assertEquals(Optional.of(ErrorCode.INTERNAL), reply.receipt().failure().map(Failure::code));
    }

    @Test
    void saysWhatIsMissingWithoutARoute() {
        Failure failure = failure(pipeline.handle(Samples.chat("m", "hi")));
        assertEquals(ErrorCode.UNAVAILABLE, failure.code());
        assertTrue(failure.message().contains("modelscan.stage.route"));
    }

    @Test
    void doesNotBeginForSomebodyWhoHasGone() {
        stage("guard", Phase.GUARD, 0);
        Exchange exchange = Samples.chat("m", "hi");
        exchange.cancellation().cancel();
        assertEquals(ErrorCode.CANCELLED, failure(pipeline.handle(exchange)).code());
        assertEquals(List.of(), passed);
    }

    @Test
    void leavesOutAStageOfAnUnknownPhase() {
        framework.register(Stage.class, (_, _) -> Reply.of(HELLO), Map.of(Stage.PHASE, "LUNCH"));
        assertEquals(List.of(), pipeline.stages());
    }

    private ServiceRegistration<Stage> stage(String name, Phase phase, int ranking) {
        return register(phase, ranking, (exchange, next) -> {
            passed.add(name);
            return next.handle(exchange);
        });
    }

    private void routed() {
        register(Phase.ROUTE, 0, (exchange, next) -> next.handle(exchange.to(Samples.candidate("p", "m"), 1)));
    }

    private ServiceRegistration<Stage> register(Phase phase, int ranking, Stage stage) {
        return framework.register(Stage.class, stage, Map.of(Stage.PHASE, phase.name(), Constants.SERVICE_RANKING, ranking));
    }

    private static Failure failure(Reply reply) {
        return reply.next().flatMap(Piece::failure).orElseThrow();
    }
}
