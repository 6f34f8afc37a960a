package modelscan.base.net;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/**
 * The answer of a provider: its head is here, its body comes as it is read.
 *
 * <pre>{@code
 * try (UpstreamAnswer answer = call.send()) {
 *     return answer.status() == 200 ? answer.body() : refused(answer.bytes(65_536));
 * }
 * }</pre>
 *
 * <p>Closing it before the end of the body closes the connection, after the end nothing is left to do. Everything that
 * goes wrong while reading is a {@link FailureException}, never a clean end.
 */
public final class UpstreamAnswer implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final int MOST_LEFT = 4096;

    private final ClassicHttpResponse response;
    private final UpstreamCall call;
    private final long most;
    private final long length;
    private final Body body;
    private final AtomicBoolean closed = new AtomicBoolean();

    UpstreamAnswer(ClassicHttpResponse response, UpstreamCall call, long most, Runnable release) throws IOException {
        HttpEntity entity = response.getEntity();
        this.response = response;
        this.call = call;
        this.most = most;
        this.length = entity == null ? 0 : entity.getContentLength();
        InputStream bytes = entity == null ? InputStream.nullInputStream() : entity.getContent();
        this.body = new Body(new Body.Source(bytes, call.vigil(), call.where()), most, () -> ended(release), this::close);
    }

    private void ended(Runnable release) {
        release.run();
        call.ended();
    }

    /** The status, such as 200. */
    public int status() {
        return response.getCode();
    }

    /** How many bytes the body has, as its head tells; negative if it does not. */
    public long length() {
        return length;
    }

    /** The first header of this name in any case. */
    public Optional<String> header(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? Optional.empty() : Optional.ofNullable(header.getValue());
    }

    /** All headers by name in lower case; repeated ones are joined by a comma. Built anew for each asking. */
    public Map<String, String> headers() {
        Map<String, String> headers = HashMap.newHashMap(32);
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.merge(header.getName().toLowerCase(Locale.ROOT), value, (one, other) -> one + ", " + other);
        }
        return headers;
    }

    /**
     * The body; what goes wrong is a {@link FailureException} and no {@link IOException}.
     *
     * <p>{@code STREAM_CUT}: it broke off; {@code PROVIDER_TIMEOUT}: it was too slow; {@code PROVIDER_GARBAGE}: it is
     * too large or not HTTP; {@code CANCELLED}: it was aborted or closed.
     */
    public InputStream body() {
        return body;
    }

    /**
     * Reads the whole body.
     *
     * @throws FailureException {@code PROVIDER_GARBAGE} if it has more than {@code maximum} bytes, else as
     *         {@link #body()}
     */
    public byte[] bytes(int maximum) {
        try {
            return length >= 0 ? known(maximum) : unknown(maximum);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Closes it when all that matters has been read: what is left, usually nothing, may still come for a moment, so that
     * the connection can be used again.
     */
    public void finish() {
        if (!body.ended()) {
            try {
                call.vigil().hurry(MOMENT);
                body.readNBytes(MOST_LEFT);
            } catch (FailureException | IOException _) {
                // Then the connection is not used again.
            }
        }
        close();
    }

    /** Gives the connection back if the body was read to its end, closes it otherwise. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        if (!body.ended()) {
            // Without the cut, closing would read the rest of the body, however long that takes.
            call.vigil().end(Failure.of(ErrorCode.CANCELLED, "the answer of " + call.where() + " was closed"));
            call.vigil().cut();
        }
        try {
            response.close();
        } catch (IOException _) {
            // The connection is gone, which is what was wanted.
        } finally {
            call.ended();
        }
    }

    /** Refuses an answer that is larger than allowed before its body is read. */
    UpstreamAnswer bounded() {
        if (length > most) {
            close();
            throw Faults.tooLarge(most, call.where());
        }
        return this;
    }

    private byte[] known(int maximum) throws IOException {
        if (length > maximum) {
            close();
            throw Faults.tooLarge(maximum, call.where());
        }
        byte[] bytes = body.readNBytes((int) length);
        // The end is known, and the connection given back, only after one more look.
        body.read();
        return bytes;
    }

    private byte[] unknown(int maximum) throws IOException {
        byte[] bytes = body.readNBytes(maximum);
        if (bytes.length == maximum && body.read() >= 0) {
            close();
            throw Faults.tooLarge(maximum, call.where());
        }
        return bytes;
    }
}
