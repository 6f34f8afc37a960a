package modelscan.bench.jmh;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.model.StreamEvent;
import modelscan.core.pipeline.Pipeline;
import modelscan.test.kit.FakeCatalog;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What the pipeline itself costs, with eleven stages that only pass on. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PipelineBenchmark {
    private static final Candidate CANDIDATE = Samples.candidate("p", "m");

    private TestFramework framework;
    private Gateway gateway;

    @Setup
    public void plugStages() {
        framework = TestFramework.start();
        gateway = new Pipeline(framework.context(), new FakeCatalog(Map.of(), List.of(new StreamEvent.TextDelta(0, "hello"))));
        for (Phase phase : Phase.values()) {
            Stage stage = phase == Phase.ROUTE ? (exchange, next) -> next.handle(exchange.to(CANDIDATE, 1))
                    : (exchange, next) -> next.handle(exchange);
            framework.register(Stage.class, stage, Map.of(Stage.PHASE, phase.name()));
        }
    }

    @TearDown
    public void stop() {
        framework.close();
    }

    /** From the exchange to the end of its answer of one event. */
    @Benchmark
    public Receipt handle() {
        try (Reply reply = gateway.handle(Samples.chat("m", "hi"))) {
            reply.forEach(event -> { });
            return reply.receipt();
        }
    }
}
