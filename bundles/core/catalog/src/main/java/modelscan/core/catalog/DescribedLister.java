package modelscan.core.catalog;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Provider;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.net.Patience;
import modelscan.base.net.UpstreamAnswer;
import modelscan.core.catalog.auth.Signer;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.descriptor.Listing;
import modelscan.core.catalog.discovery.Assortment;
import modelscan.core.catalog.discovery.Lister;

/** Asks a described provider for its models. */
record DescribedLister(Descriptor descriptor, Listing listing, Account account, Outbound outbound, Assortment assortment)
        implements Lister {
    private static final int LARGEST = 16 << 20;
    private static final String GATEWAY = "x-modelscan-request-id";
    private static final Patience PATIENCE = Patience.usual().firstByte(Duration.ofSeconds(15)).total(Duration.ofSeconds(20));

    @Override
    public String provider() {
        return descriptor.id();
    }

    @Override
    public boolean local() {
        return descriptor.about().mode() == Provider.Mode.LOCAL;
    }

    @Override
    public boolean ready() {
        // A provider that also works without a key is only asked with one, unless it is on this machine.
        return account.health().state() == Provider.Health.State.UP
                && (local() || account.key().isPresent() || !descriptor.access().auth().takesKey());
    }

    @Override
    public Set<Operation> serves() {
        return descriptor.speech().serves();
    }

    @Override
    public byte[] fetch() {
        try {
            Signer.Call call = new Signer.Call("GET", outbound.address(listing.path()), Map.of("accept", "application/json"),
                    new byte[0]);
            try (UpstreamAnswer answer = outbound.call(call, account.key(), PATIENCE, new Cancellation()).send()) {
                if (answer.header(GATEWAY).isPresent()) {
                    // Its usual port may be ours.
                    throw new FailureException(Failure.of(ErrorCode.PROVIDER_UNREACHABLE,
                            "a gateway like this one answers there; set its url"));
                }
                if (answer.status() / 100 != 2) {
                    throw new FailureException(Failure.of(ErrorCode.PROVIDER_ERROR, "it answered " + listing.path()
                            + " with status " + answer.status()));
                }
                return answer.bytes(LARGEST);
            }
        } catch (FailureException expected) {
            throw new FailureException(account.signed(expected.failure()));
        }
    }
}
