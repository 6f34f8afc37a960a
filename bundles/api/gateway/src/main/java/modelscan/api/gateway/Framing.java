package modelscan.api.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * How messages are cut out of bytes and put into them.
 *
 * <p>Register it as a service with {@link #NAME} and {@link #MEDIA_TYPE}.
 */
@ConsumerType
public interface Framing {
    /** Service property: its name, such as {@code sse}. */
    String NAME = "modelscan.framing";

    /** Service property: the media type of such bytes, such as {@code text/event-stream}. */
    String MEDIA_TYPE = "modelscan.framing.media";

    /** Cuts frames out of bytes; a frame larger than {@code maximum} bytes is a failure. */
    Reader reader(InputStream bytes, int maximum);

    /** Puts a frame into bytes; does not flush. */
    void write(Frame frame, OutputStream bytes) throws IOException;

    /** Frames being read. */
    interface Reader {
        /**
         * Waits for the next frame; empty at the end of the bytes.
         *
         * @throws modelscan.api.model.FailureException if the bytes are not of this framing or a frame is too large
         */
        Optional<Frame> next() throws IOException;

        /** Whether {@link #next()} would answer without reading. */
        boolean ready();
    }
}
