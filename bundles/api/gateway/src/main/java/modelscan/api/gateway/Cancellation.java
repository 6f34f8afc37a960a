package modelscan.api.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Tells whoever works on an exchange that nobody waits for it any more.
 *
 * <pre>{@code
 * try (Cancellation.Hook hook = exchange.cancellation().onCancel(call::abort)) {
 *     return call.send();
 * }
 * }</pre>
 */
public final class Cancellation {
    private final Object lock = new Object();
    private final List<Runnable> actions = new ArrayList<>(2);
    private boolean cancelled;

    /** What {@link #onCancel} gives back; closing it forgets the action. */
    @FunctionalInterface
    public interface Hook extends AutoCloseable {
        @Override
        void close();
    }

    /** Whether it was cancelled. */
    public boolean cancelled() {
        synchronized (lock) {
            return cancelled;
        }
    }

    /** Runs the action when it is cancelled, at once if it already is; the action must be quick and not throw. */
    public Hook onCancel(Runnable action) {
        Objects.requireNonNull(action, "action");
        synchronized (lock) {
            if (!cancelled) {
                actions.add(action);
                return () -> forget(action);
            }
        }
        action.run();
        return () -> { };
    }

    /** Cancels; the first call runs the actions, every further one does nothing. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (lock) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    private void forget(Runnable action) {
        synchronized (lock) {
            actions.remove(action);
        }
    }
}
