package modelscan.bench.jmh;

import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What deciding takes with 100,000 keys and 500 candidates: rights, limits, budgets, routing. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class DecisionBenchmark {
    @Param({"fallback", "roundrobin", "weighted", "cheapest", "fastest", "balanced", "leastbusy", "headroom", "smart"})
    public String strategy;

    private final ChatRequest request = ChatRequest.of("auto", Message.user("Which river runs through Vienna, and how long is it?"));
    private Decisions decisions;
    private Wishes wishes;
    private long number;
    private Exchange exchange;
    private Reply reply;

    @Setup
    public void open() throws Exception {
        wishes = new Wishes(Map.of("strategy", strategy));
        decisions = new Decisions();
    }

    @TearDown
    public void close() {
        decisions.close();
    }

    /** A request is read anew for each decision: nothing that was found out for another one may help. */
    @Setup(Level.Invocation)
    public void ask() {
        Inquiry inquiry = Inquiry.of(ChatRequest.of(request.model(), request.messages().getFirst()), true);
        exchange = Exchange.of(Long.toString(++number), inquiry, wishes, new Cancellation())
                .by(Customers.key(ThreadLocalRandom.current().nextInt(Customers.KEYS)));
    }

    @TearDown(Level.Invocation)
    public void settle() {
        decisions.settle(exchange, reply);
    }

    /** From a caller that is known to the provider that is called. */
    @Benchmark
    public Reply decide() {
        reply = decisions.decide(exchange);
        return reply;
    }
}
