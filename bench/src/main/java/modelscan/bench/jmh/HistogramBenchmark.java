package modelscan.bench.jmh;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import modelscan.bench.load.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What counting one time costs the generator: it must not be seen in what it measures. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class HistogramBenchmark {
    private static final int TIMES = 4096;

    private final long[] times = new long[TIMES];
    private final Histogram histogram = new Histogram();
    private int next;

    @Setup
    public void drawTimes() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < TIMES; i++) {
            times[i] = random.nextLong(20_000, 5_000_000);
        }
    }

    @Benchmark
    public long record() {
        histogram.record(times[next++ & TIMES - 1]);
        return histogram.count();
    }

    @Benchmark
    public long percentile() {
        return histogram.percentile(0.99);
    }
}
