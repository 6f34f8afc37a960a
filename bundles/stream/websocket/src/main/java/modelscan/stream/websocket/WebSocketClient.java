package modelscan.stream.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The same as {@link WebSocket}, written as a client must: under a mask that nobody can guess. */
@Component(property = {Framing.NAME + "=websocket-client", Framing.MEDIA_TYPE + "=application/websocket-client"})
public final class WebSocketClient implements Framing {
    private final RandomGenerator random;

    /** With masks from the system's best source. */
    @Activate
    public WebSocketClient() {
        this(new SecureRandom());
    }

    WebSocketClient(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public Reader reader(InputStream bytes, int maximum) {
        return new MessageReader(bytes, maximum);
    }

    @Override
    public void write(Frame frame, OutputStream bytes) throws IOException {
        byte[] mask = new byte[Head.MASK];
        random.nextBytes(mask);
        byte[] message = MessageWriting.bytes(frame, Optional.of(mask));
        bytes.write(message, 0, message.length);
    }
}
