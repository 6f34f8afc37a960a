package modelscan.core.jobs;

import modelscan.api.gateway.Cancellation;

/** How many jobs there are and how many of them run. */
final class Places {
    private final JobSettings settings;
    private int admitted;
    private int running;
    private boolean closed;

    Places(JobSettings settings) {
        this.settings = settings;
    }

    /** Lets a new job in; false if there are too many. Who is let in {@link #leave leaves}. */
    synchronized boolean admit() {
        if (admitted >= settings.admitted()) {
            return false;
        }
        admitted++;
        return true;
    }

    /** Lets a job in that was let in before a restart. */
    synchronized void readmit() {
        admitted++;
    }

    synchronized void leave() {
        admitted--;
    }

    /** Waits until it may run; false if it was cancelled before. Who may run {@link #rest rests} afterwards. */
    boolean take(Cancellation cancellation) throws InterruptedException {
        try (Cancellation.Hook _ = cancellation.onCancel(this::look)) {
            synchronized (this) {
                while (!closed && running >= settings.running() && !cancellation.cancelled()) {
                    wait();
                }
                if (closed) {
                    throw new InterruptedException("the bundle stops");
                }
                if (cancellation.cancelled() && running >= settings.running()) {
                    return false;
                }
                running++;
                return true;
            }
        }
    }

    synchronized void rest() {
        running--;
        notifyAll();
    }

    /** Lets nobody run any more; who waits may at the next start. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private synchronized void look() {
        notifyAll();
    }
}
