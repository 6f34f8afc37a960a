package modelscan.base.net;

import modelscan.base.net.Origins.Origin;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.protocol.HttpContext;

/** Carries our call through the library. */
final class CallContext extends HttpClientContext {
    private final Outgoing outgoing;
    private final Origin origin;

    CallContext(Outgoing outgoing, Origin origin) {
        this.outgoing = outgoing;
        this.origin = origin;
    }

    static CallContext of(HttpContext context) {
        return (CallContext) context;
    }

    Outgoing outgoing() {
        return outgoing;
    }

    Origin origin() {
        return origin;
    }
}
