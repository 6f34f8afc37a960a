package modelscan.stream.jsonarray;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import org.osgi.service.component.annotations.Component;

/**
 * Frames as the objects of one JSON array that comes piece by piece.
 *
 * <p>The media type is a name of ours: such a stream says {@code application/json}, as every whole answer does. Writing puts
 * the data down as it is, since only who writes the whole stream knows where its brackets and commas stand. Objects that
 * follow each other without any are read too.
 */
@Component(property = {Framing.NAME + "=jsonarray", Framing.MEDIA_TYPE + "=application/json-array"})
public final class JsonArray implements Framing {

    @Override
    public Reader reader(InputStream bytes, int maximum) {
        return new ElementReader(bytes, maximum);
    }

    @Override
    public void write(Frame frame, OutputStream bytes) throws IOException {
        byte[] data = frame.data();
        bytes.write(data, 0, data.length);
    }
}
