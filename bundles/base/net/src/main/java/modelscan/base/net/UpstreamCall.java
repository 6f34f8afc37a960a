package modelscan.base.net;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.net.Origins.Origin;
import org.apache.hc.core5.http.ClassicHttpResponse;

/**
 * One call to a provider, which can be aborted from any thread at any time.
 *
 * <pre>{@code
 * UpstreamCall call = upstream.call(request);
 * try (Cancellation.Hook hook = cancellation.onCancel(call::abort)) {
 *     return call.send();
 * }
 * }</pre>
 */
public final class UpstreamCall {
    private static final int PROXY_LOGIN_REQUIRED = 407;

    private final Connections connections;
    private final Watch watch;
    private final UpstreamRequest request;
    private final Origin origin;
    private final Vigil vigil;
    private final AtomicBoolean sent = new AtomicBoolean();

    UpstreamCall(Connections connections, Watch watch, UpstreamRequest request, Origin origin) {
        this.connections = connections;
        this.watch = watch;
        this.request = request;
        this.origin = origin;
        this.vigil = new Vigil(request.patience(), origin.name());
    }

    /**
     * Sends the request and waits for the head of the answer; once only.
     *
     * @throws FailureException {@code PROVIDER_UNREACHABLE}, {@code PROVIDER_TIMEOUT}, {@code PROVIDER_OVERLOADED},
     *         {@code PROVIDER_GARBAGE}, {@code STREAM_CUT}, {@code CANCELLED} or, while stopping, {@code UNAVAILABLE}
     */
    public UpstreamAnswer send() {
        if (!sent.compareAndSet(false, true)) {
            throw new IllegalStateException("a call is sent once");
        }
        vigil.begin();
        watch.add(vigil);
        boolean answered = false;
        try {
            UpstreamAnswer answer = answer();
            answered = true;
            return answer;
        } finally {
            if (!answered) {
                watch.remove(vigil);
            }
        }
    }

    /** Ends the call; whoever waits for it or reads its body gets {@code CANCELLED}. */
    public void abort() {
        vigil.end(Failure.of(ErrorCode.CANCELLED, "the call to " + where() + " was aborted"));
    }

    Vigil vigil() {
        return vigil;
    }

    String where() {
        return origin.name();
    }

    /** Nothing is left to be watched. */
    void ended() {
        watch.remove(vigil);
    }

    private UpstreamAnswer answer() {
        Outgoing first = connections.outgoing(request, origin, vigil);
        try {
            return answer(first);
        } catch (IOException | RuntimeException problem) {
            if (!mayRepeat(first, problem)) {
                throw failure(problem, first);
            }
        }
        Outgoing second = connections.outgoing(request, origin, vigil);
        try {
            return answer(second);
        } catch (IOException | RuntimeException problem) {
            throw failure(problem, second);
        }
    }

    private UpstreamAnswer answer(Outgoing outgoing) throws IOException {
        ClassicHttpResponse response = connections.send(outgoing, origin);
        vigil.rest();
        UpstreamAnswer answer = new UpstreamAnswer(response, this, connections.largestAnswer(), outgoing::release);
        if (!outgoing.connected() || answer.status() == PROXY_LOGIN_REQUIRED) {
            answer.close();
            throw Faults.proxyRefused(answer.status(), where());
        }
        return answer.bounded();
    }

    // A kept connection that the server closed meanwhile fails like one that it closed after having done the work,
    // so only a request that may be done twice is sent again.
    private boolean mayRepeat(Outgoing outgoing, Exception problem) {
        return request.repeatable() && outgoing.reused() && !vigil.isCancelled() && Faults.silent(problem);
    }

    private FailureException failure(Exception problem, Outgoing outgoing) {
        return problem instanceof FailureException known ? known
                : Faults.beforeAnswer(problem, vigil, outgoing, where());
    }
}
