package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.function.Executable;

/** What tests of calls say again and again. */
final class Expect {
    private Expect() {
    }

    static Failure failure(ErrorCode code, Executable action) {
        Failure failure = assertThrows(FailureException.class, action).failure();
        assertEquals(code, failure.code(), failure.message());
        return failure;
    }

    static String text(Upstream upstream, URI uri) {
        return text(upstream, UpstreamRequest.get(uri, Map.of()));
    }

    static String text(Upstream upstream, UpstreamRequest request) {
        try (UpstreamAnswer answer = upstream.call(request).send()) {
            return new String(answer.bytes(10_000_000));
        }
    }

    static UpstreamRequest post(URI uri, String body) {
        return UpstreamRequest.post(uri, Map.of("content-type", "application/json"), body.getBytes());
    }

    /** Runs on a virtual thread, as everything does in the gateway. */
    static <T> CompletableFuture<T> virtually(Supplier<T> action) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> complete(result, action));
        return result;
    }

    /** The failure with which it ended; waits for it. */
    static Failure failure(ErrorCode code, CompletableFuture<?> running) {
        return failure(code, () -> {
            try {
                running.get(10, TimeUnit.SECONDS);
            } catch (ExecutionException problem) {
                throw problem.getCause();
            }
        });
    }

    static int read(UpstreamAnswer answer) {
        try {
            return answer.body().read();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** A call that is being sent on a virtual thread of its own. */
    record Sending(Thread thread, CompletableFuture<UpstreamAnswer> result) {
        /** Waits until it waits. */
        void untilBlocked() {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
                if (System.nanoTime() > end) {
                    throw new AssertionError("it does not wait but is " + thread.getState());
                }
                Thread.onSpinWait();
            }
        }
    }

    static Sending sending(UpstreamCall call) {
        CompletableFuture<UpstreamAnswer> result = new CompletableFuture<>();
        return new Sending(Thread.ofVirtual().start(() -> complete(result, call::send)), result);
    }

    private static <T> void complete(CompletableFuture<T> result, Supplier<T> action) {
        try {
            result.complete(action.get());
        } catch (Throwable problem) {
            result.completeExceptionally(problem);
        }
    }
}
