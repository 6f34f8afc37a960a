package modelscan.http.gateway;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/** Reads the body of a request into one array, within bounds of size and time. */
final class BodyReader {
    private static final int FIRST_SIZE = 8 << 10;

    private final Request request;
    private final int largest;
    private final Settings.Pace pace;
    private final long start = System.nanoTime();
    private byte[] bytes;
    private int length;

    private BodyReader(Request request, int largest, Settings.Pace pace) {
        this.request = request;
        this.largest = largest;
        this.pace = pace;
    }

    static byte[] read(Request request, int largest, Settings.Pace pace) {
        return new BodyReader(request, largest, pace).read(request.getLength());
    }

    private byte[] read(long announced) {
        if (announced > largest) {
            throw tooLarge();
        }
        // Only what has come is worth memory: a head that announces much must not cost much.
        bytes = new byte[(int) Math.min(announced < 0 ? FIRST_SIZE : announced, FIRST_SIZE * 8)];
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                await();
                continue;
            }
            if (Content.Chunk.isFailure(chunk)) {
                throw broken(chunk.getFailure());
            }
            boolean last = chunk.isLast();
            take(chunk, announced);
            if (last) {
                return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            }
        }
    }

    private void take(Content.Chunk chunk, long announced) {
        try {
            int more = chunk.remaining();
            if (more > largest - length) {
                throw tooLarge();
            }
            if (more > bytes.length - length) {
                long doubled = Math.max(2L * bytes.length, (long) length + more);
                bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, announced < 0 ? largest : announced));
            }
            chunk.getByteBuffer().get(bytes, length, more);
            length += more;
        } finally {
            chunk.release();
        }
    }

    private void await() {
        CountDownLatch more = new CountDownLatch(1);
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, more::countDown));
        try {
            if (!more.await(pace.nanos(length) - (System.nanoTime() - start), TimeUnit.NANOSECONDS)) {
                throw tooSlow();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the gateway is stopping"));
        }
    }

    private FailureException tooLarge() {
        return new FailureException(Failure.of(ErrorCode.TOO_LARGE, "the body is larger than " + largest + " bytes"));
    }

    private static FailureException tooSlow() {
        return new FailureException(Failure.of(ErrorCode.REQUEST_TIMEOUT, "the body did not come in time"));
    }

    private static FailureException broken(Throwable cause) {
        if (cause instanceof TimeoutException) {
            return tooSlow();
        }
        String why = cause instanceof HttpException http ? "the body is not HTTP: " + http.getReason() : "the body is cut short";
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, why), cause);
    }
}
