package modelscan.http.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;

/** No framing: the bytes of each frame as they are, such as those of a sound. */
final class RawFraming implements Framing {
    static final String NAME = "raw";

    @Override
    public Reader reader(InputStream bytes, int maximum) {
        throw new UnsupportedOperationException("raw bytes have no frames to be read");
    }

    @Override
    public void write(Frame frame, OutputStream bytes) throws IOException {
        bytes.write(frame.data());
    }
}
