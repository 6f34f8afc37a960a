package modelscan.stream.ndjson;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import org.osgi.service.component.annotations.Component;

/** Frames as lines, one JSON value each. */
@Component(property = {Framing.NAME + "=ndjson", Framing.MEDIA_TYPE + "=application/x-ndjson"})
public final class JsonLines implements Framing {

    @Override
    public Reader reader(InputStream bytes, int maximum) {
        return new LineReader(bytes, maximum);
    }

    @Override
    public void write(Frame frame, OutputStream bytes) throws IOException {
        byte[] data = frame.data();
        for (byte each : data) {
            if (each == '\n' || each == '\r') {
                throw new IllegalArgumentException("a line cannot hold a line break: write the JSON in one line");
            }
        }
        byte[] line = Arrays.copyOf(data, data.length + 1);
        line[data.length] = '\n';
        bytes.write(line, 0, line.length);
    }
}
