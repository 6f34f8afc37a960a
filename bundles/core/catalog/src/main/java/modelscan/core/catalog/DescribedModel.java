package modelscan.core.catalog;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.EmbeddingModel;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.ImageModel;
import modelscan.api.gateway.ModerationModel;
import modelscan.api.gateway.Provider.Health;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.RerankModel;
import modelscan.api.gateway.SearchModel;
import modelscan.api.gateway.SpeechModel;
import modelscan.api.gateway.TranscriptionModel;
import modelscan.api.gateway.VideoModel;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.net.UpstreamCall;
import modelscan.base.net.UpstreamRequest;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;

/** The abilities of a descriptor; it is registered under those that the descriptor serves. */
final class DescribedModel implements ChatModel, EmbeddingModel, ImageModel, SpeechModel, TranscriptionModel, VideoModel,
        RerankModel, ModerationModel, SearchModel {
    private final Descriptor descriptor;
    private final Account account;
    private final Protocols protocols;
    private final RequestQuirks requestQuirks;
    private volatile Address last;

    private record Address(String base, String path, URI uri) {
    }

    DescribedModel(Descriptor descriptor, Account account, Protocols protocols) {
        this.descriptor = descriptor;
        this.account = account;
        this.protocols = protocols;
        this.requestQuirks = new RequestQuirks(descriptor, protocols);
    }

    @Override
    public Reply answer(Exchange exchange) {
        Health health = account.health();
        if (health.state() != Health.State.UP) {
            return refused(ErrorCode.PROVIDER_UNCONFIGURED, descriptor.about().name() + " cannot be called: " + health.why());
        }
        Optional<Part<Dialect>> dialect = protocols.dialect(descriptor.dialect());
        Optional<Lease> lease = dialect.flatMap(Part::lease);
        if (lease.isEmpty()) {
            return refused(ErrorCode.PROVIDER_UNCONFIGURED, descriptor.about().id() + " speaks the dialect '"
                    + descriptor.dialect() + "', which no installed bundle offers");
        }
        try {
            Optional<Back> back = dialect.get().service().back(exchange.operation());
            if (back.isPresent()) {
                return call(exchange, back.get(), lease.get());
            }
            lease.get().close();
            return refused(ErrorCode.UNSUPPORTED, "the dialect '" + descriptor.dialect() + "' of " + descriptor.about().id()
                    + " has no word for " + exchange.operation().word());
        } catch (FailureException expected) {
            lease.get().close();
            return Reply.refused(account.signed(expected.failure()));
        } catch (RuntimeException | Error fault) {
            lease.get().close();
            throw fault;
        }
    }

    private Reply call(Exchange exchange, Back back, Lease dialect) {
        Back.Order order = back.order(exchange);
        UpstreamCall call = protocols.upstream().call(UpstreamRequest.post(address(exchange, order), headers(order),
                requestQuirks.apply(order.body())));
        UpstreamOpening opening = new UpstreamOpening(exchange, back, protocols, descriptor, account);
        return opening.open(call, dialect);
    }

    private URI address(Exchange exchange, Back.Order order) {
        String path = descriptor.paths().getOrDefault(exchange.operation(), order.path());
        String base = account.url().orElseThrow();
        Address known = last;
        // Nearly every call goes where the one before went.
        if (known == null || !known.path.equals(path) || !known.base.equals(base)) {
            known = new Address(base, path, address(base + path));
            last = known;
        }
        return descriptor.auth().sign(known.uri, account.key().orElse(""));
    }

    private URI address(String text) {
        DescriptorReader.checkUrl(text, "the address of " + descriptor.about().id());
        return URI.create(text);
    }

    private Map<String, String> headers(Back.Order order) {
        Map<String, String> headers = new LinkedHashMap<>(order.headers());
        headers.putAll(descriptor.headers());
        account.key().ifPresent(key -> descriptor.auth().sign(headers, key));
        return headers;
    }

    private Reply refused(ErrorCode code, String why) {
        return Reply.refused(Failure.of(code, why).by(descriptor.about().id()));
    }
}
