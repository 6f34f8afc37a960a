package modelscan.base.net;

import java.time.Duration;

/**
 * Bounds of one {@link Upstream}.
 *
 * <pre>{@code
 * new Upstream(Limits.usual().perOrigin(64));
 * }</pre>
 *
 * @param perOrigin connections to one scheme, host and port
 * @param total connections altogether
 * @param idle how long an unused connection is kept, unless the server asks for less
 * @param life how long a connection is used at all, so that changed addresses are seen
 * @param largestAnswer the most bytes a body may have
 */
public record Limits(int perOrigin, int total, Duration idle, Duration life, long largestAnswer) {
    // Many servers drop an idle connection after five seconds; we let go of it first.
    private static final Limits USUAL =
            new Limits(256, 2048, Duration.ofSeconds(4), Duration.ofMinutes(5), 256L * 1024 * 1024);

    public Limits {
        if (perOrigin < 1 || total < perOrigin) {
            throw new IllegalArgumentException("1 <= perOrigin <= total, not " + perOrigin + " and " + total);
        }
        if (!idle.isPositive() || !life.isPositive()) {
            throw new IllegalArgumentException("idle and life are longer than nothing");
        }
        if (largestAnswer < 1) {
            throw new IllegalArgumentException("largestAnswer is at least one byte");
        }
    }

    /** What fits a gateway: 256 connections for each origin, 4 s idle, 256 MiB an answer. */
    public static Limits usual() {
        return USUAL;
    }

    /** The same with this many connections to one origin. */
    public Limits perOrigin(int connections) {
        return new Limits(connections, Math.max(total, connections), idle, life, largestAnswer);
    }

    /** The same with this many connections altogether. */
    public Limits total(int connections) {
        return new Limits(Math.min(perOrigin, connections), connections, idle, life, largestAnswer);
    }

    /** The same with this time to keep an unused connection. */
    public Limits idle(Duration time) {
        return new Limits(perOrigin, total, time, life, largestAnswer);
    }

    /** The same with this most bytes of a body. */
    public Limits largestAnswer(long bytes) {
        return new Limits(perOrigin, total, idle, life, bytes);
    }
}
