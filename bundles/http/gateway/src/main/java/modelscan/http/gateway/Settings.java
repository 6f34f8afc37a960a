package modelscan.http.gateway;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** The settings of both listeners, checked. */
record Settings(Place data, Place management, Set<String> managementNames, Limits limits, Times times) {

    Settings {
        Objects.requireNonNull(data, "data");
        Objects.requireNonNull(management, "management");
        managementNames = Set.copyOf(managementNames);
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(times, "times");
    }

    static Settings of(Config config, int port, int managementPort) {
        return new Settings(new Place(config.host(), port, config.largestBody() << 20),
                new Place(config.adminHost(), managementPort, config.largestAdminBody() << 20),
                Set.of(config.adminNames()),
                new Limits(config.largestHead() << 10, config.calls(), config.connections()),
                new Times(Duration.ofSeconds(config.idleSeconds()), Duration.ofSeconds(config.headSeconds()),
                        new Pace(Duration.ofSeconds(config.bodySeconds()), config.bodyRate() << 10),
                        Duration.ofSeconds(config.drainSeconds())));
    }

    /** Where a listener listens, and the largest body it takes; port 0 is a free one. */
    record Place(String host, int port, int largestBody) {
        Place {
            Objects.requireNonNull(host, "host");
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("a port is from 0 to 65535, not " + port);
            }
            mustBePositive("the largest body", largestBody);
        }
    }

    /** How much at most: bytes of a request's head, calls at once, open connections. */
    record Limits(int head, int calls, int connections) {
        Limits {
            mustBePositive("the largest head", head);
            mustBePositive("the number of calls", calls);
            mustBePositive("the number of connections", connections);
        }
    }

    /** How long at most: a silent connection, the head of a request, its body, the end of running calls. */
    record Times(Duration idle, Duration head, Pace body, Duration drain) {
        Times {
            mustBePositive("the idle time", idle.toMillis());
            mustBePositive("the time for a head", head.toMillis());
        }
    }

    /** The time a body may take: some in any case, and what it needs at the slowest rate. */
    record Pace(Duration grace, int bytesPerSecond) {
        Pace {
            mustBePositive("the time for a body", grace.toMillis());
            mustBePositive("the slowest rate of a body", bytesPerSecond);
        }

        /** The nanoseconds allowed until more than {@code bytes} must have come. */
        long nanos(long bytes) {
            return grace.toNanos() + bytes * 1_000_000_000L / bytesPerSecond;
        }
    }

    private static void mustBePositive(String what, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(what + " must be more than 0, not " + value);
        }
    }
}
