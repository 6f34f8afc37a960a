package modelscan.stream.sse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import org.osgi.service.component.annotations.Component;

/** Frames as server-sent events: {@code data: …} and a blank line. */
@Component(property = {Framing.NAME + "=sse", Framing.MEDIA_TYPE + "=text/event-stream"})
public final class ServerSentEvents implements Framing {
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't', ':', ' '};
    private static final byte[] DATA = {'d', 'a', 't', 'a', ':', ' '};
    private static final byte[] NONE = {};

    @Override
    public Reader reader(InputStream bytes, int maximum) {
        return new EventReader(bytes, maximum);
    }

    @Override
    public void write(Frame frame, OutputStream bytes) throws IOException {
        byte[] event = named(frame.event());
        byte[] data = frame.data();
        byte[] out = new byte[size(event, data)];
        int end = event.length == 0 ? 0 : line(out, 0, EVENT, event, 0, event.length);
        int from = 0;
        for (int at = 0; at < data.length; at++) {
            if (data[at] == '\n' || data[at] == '\r') {
                end = line(out, end, DATA, data, from, at);
                at += data[at] == '\r' && at + 1 < data.length && data[at + 1] == '\n' ? 1 : 0;
                from = at + 1;
            }
        }
        end = line(out, end, DATA, data, from, data.length);
        out[end++] = '\n';
        bytes.write(out, 0, end);
    }

    private static byte[] named(String event) {
        if (event.isEmpty()) {
            return NONE;
        }
        if (event.indexOf('\n') >= 0 || event.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("the name of an event is one line");
        }
        return event.getBytes(StandardCharsets.UTF_8);
    }

    private static int size(byte[] event, byte[] data) {
        int lines = 1;
        for (byte each : data) {
            if (each == '\n' || each == '\r') {
                lines++;
            }
        }
        return EVENT.length + event.length + data.length + lines * (DATA.length + 1) + 2;
    }

    private static int line(byte[] out, int at, byte[] field, byte[] value, int from, int to) {
        System.arraycopy(field, 0, out, at, field.length);
        System.arraycopy(value, from, out, at + field.length, to - from);
        int end = at + field.length + to - from;
        out[end] = '\n';
        return end + 1;
    }
}
