package modelscan.http.gateway;

import java.io.IOException;
import java.util.Optional;
import modelscan.api.gateway.http.Endpoint;

/** An endpoint of a plugin, held while it answers. */
record EndpointTarget(Held<Endpoint> endpoint, boolean open) implements Target {
    @Override
    public boolean serve(HttpCall call) throws IOException {
        Optional<Held.Hold<Endpoint>> held = endpoint.hold();
        if (held.isEmpty()) {
            return false;
        }
        try (Held.Hold<Endpoint> hold = held.get()) {
            hold.service().serve(call);
        }
        return true;
    }
}
