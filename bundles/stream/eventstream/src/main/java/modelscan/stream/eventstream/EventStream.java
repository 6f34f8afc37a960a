package modelscan.stream.eventstream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import org.osgi.service.component.annotations.Component;

/**
 * Frames as Amazon's event stream: lengths and checksums around headers and a payload.
 *
 * <p>An event is named by its type. An exception is named {@code exception:throttlingException}, an error of the transport
 * {@code error:InternalFailure}.
 */
@Component(property = {Framing.NAME + "=eventstream", Framing.MEDIA_TYPE + "=application/vnd.amazon.eventstream"})
public final class EventStream implements Framing {
    static final String EXCEPTION = "exception:";
    static final String ERROR = "error:";

    @Override
    public Reader reader(InputStream bytes, int maximum) {
        return new MessageReader(bytes, maximum);
    }

    @Override
    public void write(Frame frame, OutputStream bytes) throws IOException {
        byte[] message = MessageWriting.bytes(frame);
        bytes.write(message, 0, message.length);
    }
}
