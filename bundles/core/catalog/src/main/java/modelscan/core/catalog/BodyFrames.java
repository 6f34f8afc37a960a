package modelscan.core.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;

/** A body that is not JSON, in frames as it arrives, and an empty one at its end. */
final class BodyFrames implements Framing.Reader {
    private static final int LARGEST = 16 << 10;

    private final InputStream bytes;
    private final String type;
    private final byte[] buffer = new byte[LARGEST];
    private boolean ended;

    BodyFrames(InputStream bytes, String type) {
        this.bytes = bytes;
        this.type = type;
    }

    @Override
    public Optional<Frame> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        int count = bytes.read(buffer);
        ended = count < 0;
        byte[] data = ended ? new byte[0] : Arrays.copyOf(buffer, count);
        return Optional.of(new Frame(ended ? Frame.END : "", data, false, type));
    }

    @Override
    public boolean ready() {
        return ended;
    }
}
