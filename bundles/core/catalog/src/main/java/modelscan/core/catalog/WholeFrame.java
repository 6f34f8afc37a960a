package modelscan.core.catalog;

import java.util.Optional;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;

/** An answer that is there as a whole. */
final class WholeFrame implements Framing.Reader {
    private final byte[] body;
    private boolean given;

    WholeFrame(byte[] body) {
        this.body = body;
    }

    @Override
    public Optional<Frame> next() {
        if (given) {
            return Optional.empty();
        }
        given = true;
        return Optional.of(Frame.whole(body));
    }

    @Override
    public boolean ready() {
        return true;
    }
}
