package modelscan.stream.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import org.osgi.service.component.annotations.Component;

/**
 * Frames as WebSocket messages after the handshake, written as a server does: without a mask.
 *
 * <p>A frame is named {@code text}, {@code binary}, {@code ping}, {@code pong} or {@code close}; one to be written with any
 * other name is a text. The data of {@code close} is its code in two bytes and a reason. It is the last to be read.
 */
@Component(property = {Framing.NAME + "=websocket", Framing.MEDIA_TYPE + "=application/websocket"})
public final class WebSocket implements Framing {

    @Override
    public Reader reader(InputStream bytes, int maximum) {
        return new MessageReader(bytes, maximum);
    }

    @Override
    public void write(Frame frame, OutputStream bytes) throws IOException {
        byte[] message = MessageWriting.bytes(frame, Optional.empty());
        bytes.write(message, 0, message.length);
    }
}
