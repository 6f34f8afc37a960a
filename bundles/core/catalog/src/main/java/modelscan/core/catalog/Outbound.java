package modelscan.core.catalog;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.base.net.Patience;
import modelscan.base.net.Upstream;
import modelscan.base.net.UpstreamCall;
import modelscan.base.net.UpstreamRequest;
import modelscan.core.catalog.auth.Signer;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.descriptor.DescriptorReader;

/** Makes calls to one described provider, with its headers and its key. */
final class Outbound {
    private final Descriptor descriptor;
    private final Account account;
    private final Upstream upstream;
    private volatile Address last;

    private record Address(String base, String path, URI uri) {
    }

    Outbound(Descriptor descriptor, Account account, Upstream upstream) {
        this.descriptor = descriptor;
        this.account = account;
        this.upstream = upstream;
    }

    /** The address of a path below the provider's own. */
    URI address(String path) {
        String base = account.url().orElseThrow();
        Address known = last;
        // Nearly every call goes where the one before went.
        if (known == null || !known.path.equals(path) || !known.base.equals(base)) {
            DescriptorReader.checkUrl(base + path, "the address of " + descriptor.id());
            known = new Address(base, path, URI.create(base + path));
            last = known;
        }
        return known.uri;
    }

    Account account() {
        return account;
    }

    Upstream upstream() {
        return upstream;
    }

    /** A call that shows the key; whoever gets an access token for it stops waiting when the caller has gone. */
    UpstreamCall call(Signer.Call call, Optional<String> key, Patience patience, Cancellation cancellation) {
        Map<String, String> headers = new LinkedHashMap<>(call.headers());
        headers.putAll(account.headers());
        Signer.Signed signed = account.sign(new Signer.Call(call.method(), call.uri(), headers, call.body()), key,
                cancellation);
        headers.putAll(signed.headers());
        boolean repeatable = call.method().equals("GET");
        return upstream.call(new UpstreamRequest(call.method(), signed.uri(), headers, call.body(), patience, repeatable));
    }
}
