package modelscan.http.gateway;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import modelscan.api.model.Failure;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/** The answer to a call on its way to the client; {@code done} is told exactly once how it ended. */
final class Answer {
    static final String JSON = "application/json";
    private static final String EVENTS = "text/event-stream";
    private static final HttpField JSON_FIELD = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, JSON);
    private static final HttpField EVENTS_FIELD = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, EVENTS);

    private final Response response;
    private final Line line;
    private final Callback done;
    private final Blocker.Shared blocker = new Blocker.Shared();
    private boolean begun;
    private boolean over;
    private boolean broken;
    private volatile boolean unwanted;

    Answer(Response response, Line line, Callback done) {
        this.response = response;
        this.line = line;
        this.done = done;
    }

    void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /** Whether an answer was begun, be it in memory only. */
    boolean begun() {
        return begun;
    }

    /** Whether it came to its end, good or bad. */
    boolean over() {
        return over;
    }

    /** Nobody waits for it any more: whatever is still said, it must not look complete. */
    void unwanted() {
        unwanted = true;
    }

    /** Whether it does not reach the client, because that is gone or takes nothing. */
    boolean lost() {
        return broken || unwanted;
    }

    void whole(int status, String mediaType, byte[] body) {
        begin(status, mediaType);
        finish(ByteBuffer.wrap(body));
    }

    void begin(int status, String mediaType) {
        if (begun) {
            throw new IllegalStateException("the call was answered already");
        }
        begun = true;
        response.setStatus(status);
        response.getHeaders().put(switch (mediaType) {
            case JSON -> JSON_FIELD;
            case EVENTS -> EVENTS_FIELD;
            default -> new HttpField(HttpHeader.CONTENT_TYPE, mediaType);
        });
    }

    /** Sends these bytes and waits until they are gone. */
    void send(ByteBuffer bytes) throws IOException {
        if (unwanted) {
            throw gone();
        }
        try (Blocker.Callback sent = blocker.callback()) {
            response.write(false, bytes, sent);
            sent.block();
        } catch (IOException failed) {
            broken = true;
            throw failed;
        }
    }

    /** Sends these bytes as the last ones; does not wait. */
    void finish(ByteBuffer bytes) {
        if (unwanted) {
            cut(gone());
            return;
        }
        over = true;
        line.leave();
        response.write(true, bytes, done);
    }

    /** Answers with a failure, in the given words; where bytes of another answer are gone already, it cuts. */
    void fail(Failure failure, byte[] body) {
        if (over) {
            return;
        }
        if (unwanted || response.isCommitted()) {
            cut(new EofException(failure.message()));
            return;
        }
        begun = false;
        failure.retryAfter().ifPresent(wait -> header("retry-after", Long.toString(seconds(wait))));
        whole(failure.status(), JSON, body);
    }

    /** Breaks the connection, so that the client sees that the answer is not complete. */
    void cut(Throwable why) {
        if (!over) {
            over = true;
            line.leave();
            line.close(why);
            done.failed(why);
        }
    }

    private static EofException gone() {
        return new EofException("the client is gone");
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
