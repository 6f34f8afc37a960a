package modelscan.core.catalog;

import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Cancellation;
import modelscan.api.model.Failure;
import modelscan.base.net.Upstream;
import modelscan.base.net.UpstreamCall;
import modelscan.base.net.UpstreamRequest;
import modelscan.core.catalog.auth.Signer;
import modelscan.core.catalog.form.Calling;

/** How the calls of a form reach a described provider. */
record FormCalling(Account account, Outbound outbound, Upstream upstream, Cancellation cancellation,
        UnaryOperator<List<String>> warned) implements Calling {
    @Override
    public URI base() {
        return outbound.address("");
    }

    @Override
    public UpstreamCall call(Errand errand) {
        URI uri = errand.address().startsWith("/") ? outbound.address(errand.address()) : URI.create(errand.address());
        if (errand.signed()) {
            return outbound.call(new Signer.Call(errand.method(), uri, errand.headers(), errand.body()), errand.patience(),
                    cancellation);
        }
        return upstream.call(new UpstreamRequest(errand.method(), uri, errand.headers(), errand.body(), errand.patience(),
                errand.method().equals("GET")));
    }

    @Override
    public Failure signed(Failure failure) {
        return account.signed(failure);
    }

    @Override
    public List<String> warnings(List<String> losses) {
        return warned.apply(losses);
    }
}
