package modelscan.core.catalog;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.EmbeddingModel;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.ImageModel;
import modelscan.api.gateway.ModerationModel;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.Provider.Health;
import modelscan.api.gateway.Receipt;
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
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.core.catalog.auth.Signer;
import modelscan.core.catalog.command.Commands;
import modelscan.core.catalog.command.Spoken;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.form.Form;
import modelscan.core.catalog.form.Forms;
import modelscan.core.catalog.form.Pace;
import modelscan.core.catalog.quirk.Look;

/** The abilities of a descriptor; it is registered under those that the descriptor serves. */
final class DescribedModel implements ChatModel, EmbeddingModel, ImageModel, SpeechModel, TranscriptionModel, VideoModel,
        RerankModel, ModerationModel, SearchModel {
    private static final String LINES = "application/x-ndjson";

    private final Descriptor descriptor;
    private final Account account;
    private final Protocols protocols;
    private final Outbound outbound;
    private final RequestQuirks requestQuirks;
    private final Look look;
    private final ModeChoice modes;
    private final Retirement retirement;
    private final Optional<Commands> commands;
    private final Forms forms = new Forms();

    /** A dialect and the right to speak it. */
    private record Tongue(String name, Dialect dialect, Lease lease) {
    }

    DescribedModel(Descriptor descriptor, Account account, Protocols protocols, Optional<Commands> commands) {
        this.descriptor = descriptor;
        this.account = account;
        this.protocols = protocols;
        this.commands = commands;
        this.outbound = new Outbound(descriptor, account, protocols.upstream());
        this.requestQuirks = new RequestQuirks(descriptor, protocols);
        this.look = new Look(descriptor.quirks());
        this.modes = new ModeChoice(descriptor);
        this.retirement = new Retirement(InstantSource.system());
    }

    @Override
    public Reply answer(Exchange exchange) {
        Health health = account.health();
        if (health.state() != Health.State.UP) {
            return refused(ErrorCode.PROVIDER_UNCONFIGURED, descriptor.about().name() + " cannot be called: " + health.why());
        }
        if (exchange.key().isPresent()) {
            return pinned(exchange, exchange.key().getAsInt());
        }
        return account.several() ? new RotatedReply(account, key -> answer(exchange, Optional.of(key)))
                : answer(exchange, account.key());
    }

    private Reply pinned(Exchange exchange, int place) {
        Optional<String> key = account.key(place);
        return key.isEmpty() ? refused(ErrorCode.PROVIDER_GONE, descriptor.about().name() + " has no key " + place + " any more; try again")
                : new PinnedReply(account, key.get(), answer(exchange, key));
    }

    private Reply answer(Exchange exchange, Optional<String> key) {
        Optional<Form> form = Optional.ofNullable(descriptor.speech().calls().get(exchange.operation()));
        return form.isPresent() ? formed(exchange, form.get(), key) : followed(exchange, key);
    }

    // A job is only known to the key that began it.
    private Reply followed(Exchange exchange, Optional<String> key) {
        Reply reply = spoken(exchange, key);
        return reply instanceof UpstreamReply
                ? new FollowedReply(reply, ticket -> spoken(exchange.resuming(ticket), key), exchange.cancellation(), Pace.REAL)
                : reply;
    }

    private Reply formed(Exchange asked, Form form, Optional<String> key) {
        try {
            Unsupported wish = Unsupported.of(asked.wishes());
            ModeChoice.Chosen chosen = modes.choose(asked);
            Exchange exchange = chosen.exchange();
            Candidate candidate = exchange.candidate().orElseThrow();
            AtomicReference<List<Quota>> told = new AtomicReference<>(List.of());
            FormCalling calling = new FormCalling(outbound, key, exchange.cancellation(),
                    losses -> warnings(wish, candidate, chosen.losses(), losses, List.of()), told);
            return forms.answer(exchange, form, calling)
                    .receipted(receipt -> receipt.from(candidate, exchange.attempt()).telling(told.get()));
        } catch (FailureException expected) {
            return Reply.refused(account.signed(expected.failure()));
        }
    }

    private Reply spoken(Exchange exchange, Optional<String> key) {
        String name = descriptor.speech().dialect().orElse("");
        Optional<Part<Dialect>> dialect = protocols.dialect(name);
        Optional<Lease> lease = dialect.flatMap(Part::lease);
        return lease.isPresent() ? spoken(exchange, new Tongue(name, dialect.get().service(), lease.get()), key)
                : refused(ErrorCode.PROVIDER_UNCONFIGURED, descriptor.id() + " speaks the dialect '" + name
                        + "', which no installed bundle offers");
    }

    private Reply spoken(Exchange exchange, Tongue tongue, Optional<String> key) {
        boolean handedOver = false;
        try {
            Optional<Back> back = tongue.dialect().back(exchange.operation());
            if (back.isEmpty()) {
                return refused(ErrorCode.UNSUPPORTED, "the dialect '" + tongue.name() + "' of " + descriptor.id()
                        + " has no word for " + exchange.operation().word());
            }
            Reply reply = commands.isPresent() ? run(exchange, back.get(), tongue.lease(), key)
                    : call(exchange, back.get(), tongue.lease(), key);
            handedOver = true;
            return reply;
        } catch (FailureException expected) {
            return Reply.refused(account.signed(expected.failure()));
        } finally {
            if (!handedOver) {
                tongue.lease().close();
            }
        }
    }

    private Reply call(Exchange asked, Back back, Lease dialect, Optional<String> key) {
        Unsupported wish = Unsupported.of(asked.wishes());
        ModeChoice.Chosen chosen = modes.choose(asked);
        Exchange exchange = chosen.exchange();
        Candidate candidate = exchange.candidate().orElseThrow();
        Back.Order order = back.order(exchange);
        RequestQuirks.Corrected corrected = requestQuirks.apply(exchange, order.body());
        List<String> warnings = warnings(wish, candidate, chosen.losses(), order.losses(), corrected.losses());
        String path = ModelPath.of(descriptor.speech().paths().getOrDefault(exchange.operation(), order.path()), candidate);
        UpstreamCall call = outbound.call(new Signer.Call(order.method(), outbound.address(path), order.headers(),
                corrected.body()), key, account.patience(), exchange.cancellation());
        Receipt receipt = Receipt.EMPTY.from(candidate, exchange.attempt()).warning(warnings);
        AnswerQuirks quirks = new AnswerQuirks(descriptor.id(), protocols, look, back);
        return new UpstreamOpening(exchange, back, protocols, account, quirks, receipt).open(call, dialect);
    }

    private Reply run(Exchange asked, Back back, Lease dialect, Optional<String> key) {
        Unsupported wish = Unsupported.of(asked.wishes());
        ModeChoice.Chosen chosen = modes.choose(asked);
        Candidate candidate = chosen.exchange().candidate().orElseThrow();
        Part<Framing> lines = protocols.framing(LINES).orElseThrow(DescribedModel::lineless);
        Lease frames = lines.lease().orElseThrow(DescribedModel::lineless);
        Spoken spoken = new Spoken(back, lines.service(), key, order -> new Back.Order(order.method(), order.path(),
                order.headers(), order.body(), warnings(wish, candidate, chosen.losses(), order.losses(), List.of())),
                account::signed, () -> {
                    frames.close();
                    dialect.close();
                });
        return commands.orElseThrow().open(chosen.exchange(), spoken)
                .receipted(receipt -> receipt.from(candidate, asked.attempt()));
    }

    private static FailureException lineless() {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_UNCONFIGURED, "no installed bundle reads " + LINES));
    }

    private List<String> warnings(Unsupported wish, Candidate candidate, List<String> ofMode, List<String> ofDialect,
            List<String> ofProvider) {
        Optional<String> retiring = retirement.warning(candidate);
        if (ofMode.isEmpty() && ofDialect.isEmpty() && ofProvider.isEmpty() && retiring.isEmpty()) {
            return List.of();
        }
        List<String> losses = new ArrayList<>(ofMode);
        losses.addAll(ofDialect);
        losses.addAll(ofProvider);
        List<String> warnings = new ArrayList<>(wish.warnings(descriptor.id(), losses));
        retiring.ifPresent(warnings::add);
        return warnings;
    }

    private Reply refused(ErrorCode code, String why) {
        return Reply.refused(Failure.of(code, why).by(descriptor.id()));
    }
}
