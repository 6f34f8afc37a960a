package modelscan.bench;

import java.io.IOException;
import java.time.Duration;
import modelscan.bench.load.LoadGenerator;
import modelscan.bench.load.LoadResult;
import modelscan.bench.load.Pace;
import modelscan.bench.process.Target;

/**
 * One target under one load in one round.
 *
 * @param processorMicros of the target's processes, per good answer
 */
record Measurement(String target, Scenario scenario, int round, double perSecond, double processorMicros,
        double p50Micros, double p99Micros, double firstByteMicros, long failed, String failures) {

    static Measurement take(Target target, Scenario scenario, int round, Duration duration) throws IOException {
        Duration before = target.processorTime();
        LoadResult result = new LoadGenerator(scenario.call(target), scenario.connections(), Pace.closed()).run(duration);
        Duration used = target.processorTime().minus(before);
        return new Measurement(target.name(), scenario, round, result.perSecond(),
                used.toNanos() / 1e3 / Math.max(1, result.good()),
                result.latency().percentile(0.50) / 1e3, result.latency().percentile(0.99) / 1e3,
                result.firstByte().percentile(0.50) / 1e3, result.failed(), result.failures());
    }
}
