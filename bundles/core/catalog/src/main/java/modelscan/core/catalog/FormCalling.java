package modelscan.core.catalog;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.model.Failure;
import modelscan.base.net.Patience;
import modelscan.base.net.UpstreamAnswer;
import modelscan.base.net.UpstreamCall;
import modelscan.base.net.UpstreamRequest;
import modelscan.core.catalog.auth.Signer;
import modelscan.core.catalog.form.Calling;

/** How the calls of a form reach a described provider. */
record FormCalling(Outbound outbound, Optional<String> key, Cancellation cancellation, UnaryOperator<List<String>> warned,
        AtomicReference<List<Quota>> told) implements Calling {
    @Override
    public URI base() {
        return outbound.address("");
    }

    @Override
    public UpstreamCall call(Errand errand) {
        URI uri = errand.address().startsWith("/") ? outbound.address(errand.address()) : URI.create(errand.address());
        Patience patience = outbound.account().patience(errand.patience());
        if (errand.signed()) {
            return outbound.call(new Signer.Call(errand.method(), uri, errand.headers(), errand.body()), key,
                    patience, cancellation);
        }
        return outbound.upstream().call(new UpstreamRequest(errand.method(), uri, errand.headers(), errand.body(), patience,
                errand.method().equals("GET")));
    }

    @Override
    public Failure signed(Failure failure) {
        return outbound.account().signed(failure);
    }

    @Override
    public void answered(UpstreamAnswer answer) {
        List<Quota> quotas = outbound.account().quotas(answer);
        if (!quotas.isEmpty()) {
            told.set(quotas);
        }
    }

    @Override
    public String toString() {
        return "FormCalling";
    }

    @Override
    public List<String> warnings(List<String> losses) {
        return warned.apply(losses);
    }
}
