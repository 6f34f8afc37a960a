package modelscan.base.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * A running program; it and all it started end with it, at its deadline, or when it is closed.
 *
 * <pre>{@code
 * try (ChildProcess child = ChildProcess.start(command, "question".getBytes(UTF_8))) {
 *     byte[] answer = child.output().readAllBytes();
 *     int exit = child.exit();
 * }
 * }</pre>
 */
public final class ChildProcess implements AutoCloseable {
    private static final String MARK = "MODELSCAN_PROCESS";
    private static final int COMPLAINT = 8 * 1024;

    private final Process process;
    private final Command command;
    private final Kin kin;
    private final Tail complaint = new Tail(COMPLAINT);
    private final AtomicReference<Failure> verdict = new AtomicReference<>();
    private final Pipe output = new Pipe(this::verdict);
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private final CompletableFuture<Void> hushed = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private final long begin = System.nanoTime();
    private volatile long heard = begin;
    private volatile long written;

    private ChildProcess(Process process, Command command, String mark) {
        this.process = process;
        this.command = command;
        this.kin = new Kin(process.toHandle(), MARK + "=" + mark);
    }

    /**
     * Starts a program and gives it this as its standard input.
     *
     * @throws FailureException {@code PROVIDER_UNCONFIGURED} if it cannot be started
     */
    public static ChildProcess start(Command command, byte[] input) {
        String mark = UUID.randomUUID().toString();
        ProcessBuilder builder = new ProcessBuilder(command.arguments()).directory(command.folder().toFile());
        try {
            builder.environment().clear();
            builder.environment().putAll(command.environment());
            builder.environment().put(MARK, mark);
            ChildProcess child = new ChildProcess(builder.start(), command, mark);
            child.begin(input);
            return child;
        } catch (IOException refused) {
            throw new FailureException(refusal(command, String.valueOf(refused.getMessage())), refused);
        } catch (IllegalArgumentException unsayable) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "what is asked cannot be told to "
                    + command.program() + ": it holds a character that no argument can hold"));
        }
    }

    private static Failure refusal(Command command, String why) {
        if (why.contains("error=7,") || why.contains("error: 7 ")) {
            return Failure.of(ErrorCode.TOO_LARGE, "the arguments for " + command.program() + " are too long for this system");
        }
        if (why.contains("null character")) {
            return Failure.of(ErrorCode.INVALID_REQUEST, "no argument of " + command.program() + " can hold a zero character");
        }
        return Failure.of(ErrorCode.PROVIDER_UNCONFIGURED, "the program " + command.program()
                + " cannot be started: check that it is installed, may be executed, and that its folder exists");
    }

    private void begin(byte[] input) {
        Pumps pumps = new Pumps(process, command.program());
        pumps.feed(input);
        pumps.drain("out", process.getInputStream(), this::said, this::drained);
        pumps.drain("err", process.getErrorStream(), this::complained, () -> hushed.complete(null));
        Thread.ofVirtual().name("keep " + command.program() + " " + process.pid()).start(this::keep);
        // Not onExit(): it comes late, and children that were left behind must not write for long.
        Thread.ofVirtual().start(() -> {
            exit();
            over.complete(null);
        });
    }

    private boolean said(byte[] bytes, int length) {
        heard = System.nanoTime();
        written += length;
        if (written > command.limits().output()) {
            end(Failure.of(ErrorCode.PROVIDER_GARBAGE, command.program() + " wrote more than "
                    + command.limits().output() + " bytes"));
            return false;
        }
        return output.write(bytes, length);
    }

    private boolean complained(byte[] bytes, int length) {
        heard = System.nanoTime();
        complaint.add(bytes, length);
        return true;
    }

    private void drained() {
        output.end();
        drained.complete(null);
    }

    private void keep() {
        while (!within(over, due() - System.nanoTime()) && !judge()) {
            // It runs, and may.
        }
        // Whoever outlives a program that ended by itself has nothing left to do.
        kin.end(process.isAlive() ? command.limits().grace() : Duration.ZERO);
        gone.complete(null);
        long grace = command.limits().grace().toNanos();
        while (!within(drained, grace) && output.full() && System.nanoTime() - begin < command.limits().total().toNanos()) {
            // Its last words are still being read.
        }
        // Somebody we could not find may hold the other end of the pipe for ever.
        output.end();
    }

    private static boolean within(CompletableFuture<Void> event, long nanoseconds) {
        try {
            event.get(Math.max(1, nanoseconds), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (InterruptedException | ExecutionException stop) {
            return true;
        }
    }

    private long due() {
        long total = begin + command.limits().total().toNanos();
        long silence = heard + command.limits().idle().toNanos();
        return total - silence < 0 ? total : silence;
    }

    // Whether it has to go.
    private boolean judge() {
        long now = System.nanoTime();
        if (now - begin >= command.limits().total().toNanos()) {
            return end(Failure.of(ErrorCode.PROVIDER_TIMEOUT, command.program() + " took longer than "
                    + words(command.limits().total())));
        }
        if (output.full()) {
            // Not the child is slow, but who listens to it.
            heard = now;
            return false;
        }
        return now - heard >= command.limits().idle().toNanos() && end(Failure.of(ErrorCode.PROVIDER_TIMEOUT,
                command.program() + " said nothing for " + words(command.limits().idle())));
    }

    private boolean end(Failure why) {
        verdict.compareAndSet(null, why);
        over.complete(null);
        return true;
    }

    /** What it writes; reading fails if the program is ended before its time. */
    public InputStream output() {
        return output;
    }

    /** The end of what it wrote to its standard error; all of it, once the program has ended. */
    public String complaint() {
        if (!process.isAlive()) {
            within(hushed, command.limits().grace().toNanos());
        }
        return complaint.text();
    }

    /** Why it was ended before its time, if it was. */
    public Optional<Failure> verdict() {
        return Optional.ofNullable(verdict.get());
    }

    /** Waits until the program has ended, and tells its exit status. */
    public int exit() {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(Failure.of(ErrorCode.CANCELLED, "waiting for " + command.program() + " was interrupted"));
        }
    }

    /** Lets it finish what it does, unheard, for this long at most; returns at once. */
    public void release(Duration longest) {
        output.close();
        Executor later = CompletableFuture.delayedExecutor(longest.toNanos(), TimeUnit.NANOSECONDS, Runnable::run);
        CompletableFuture<Void> alarm = CompletableFuture.runAsync(this::close, later);
        gone.whenComplete((_, _) -> alarm.cancel(false));
    }

    /** Done when neither it nor anything it started runs any more. */
    public CompletableFuture<Void> gone() {
        return gone.copy();
    }

    /** Ends it and everything it started; returns at once. */
    @Override
    public void close() {
        end(Failure.of(ErrorCode.CANCELLED, command.program() + " was stopped"));
        output.close();
    }

    private static String words(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
