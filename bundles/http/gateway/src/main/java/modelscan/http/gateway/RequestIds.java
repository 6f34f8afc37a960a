package modelscan.http.gateway;

import java.util.concurrent.atomic.AtomicLong;

/** Names requests: unique over restarts, and cheap. */
final class RequestIds {
    private static final int RADIX = 36;

    private final String prefix;
    private final AtomicLong last = new AtomicLong();

    RequestIds(long startMillis, long process) {
        this.prefix = "ms-" + Long.toString(startMillis, RADIX) + Long.toString(process % (RADIX * RADIX), RADIX) + "-";
    }

    static RequestIds now() {
        return new RequestIds(System.currentTimeMillis(), ProcessHandle.current().pid());
    }

    String next() {
        return prefix.concat(Long.toString(last.incrementAndGet(), RADIX));
    }
}
