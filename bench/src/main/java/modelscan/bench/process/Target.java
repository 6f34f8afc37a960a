package modelscan.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A running server that load can be sent to.
 *
 * @param model the name under which it knows the mock's model
 * @param key what it wants callers to show; empty if nothing
 * @param processes those that do its work
 */
public record Target(String name, int port, String model, String key, String jsonPath, String streamPath,
        List<ProcessHandle> processes) {
    public Target {
        processes = List.copyOf(processes);
    }

    /** Processor time of all its processes since they started. */
    public Duration processorTime() {
        return processes.stream().map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO)).reduce(Duration.ZERO, Duration::plus);
    }

    /** Resident memory in kilobytes; 0 where the system does not tell. */
    public long residentKilobytes() {
        return processes.stream().mapToLong(process -> resident(Path.of("/proc", Long.toString(process.pid()), "status"))).sum();
    }

    private static long resident(Path status) {
        try {
            return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
