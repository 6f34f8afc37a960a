package modelscan.test.it;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Waits, within bounds, for something to become true. */
final class Eventually {
    private static final long LONGEST = 30_000_000_000L;

    private Eventually() {
    }

    static void holds(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + LONGEST;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within 30 s: " + what);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** Waits for what the launcher waits for before it says ready. */
    static void ready(BundleContext context) throws Exception {
        holds("nothing stands in the way of a start", () -> problems(context).isEmpty());
    }

    private static List<?> problems(BundleContext context) throws InvalidSyntaxException {
        ServiceReference<?>[] told = context.getServiceReferences((String) null, "(modelscan.startup.problems=true)");
        return told == null ? List.of("nobody tells yet")
                : Arrays.stream(told).map(context::getService).flatMap(Eventually::lines).toList();
    }

    private static Stream<?> lines(Object service) {
        return service instanceof Supplier<?> supplier && supplier.get() instanceof List<?> lines
                ? lines.stream() : Stream.of("one has gone");
    }
}
