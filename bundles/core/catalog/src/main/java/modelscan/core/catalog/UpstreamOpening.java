package modelscan.core.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.PlanBook.Quota;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.net.UpstreamAnswer;
import modelscan.base.net.UpstreamCall;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;

/** Sends a call and decides by status and media type how its answer is to be read. */
record UpstreamOpening(Exchange exchange, Back back, Protocols protocols, Account account, AnswerQuirks quirks,
        Receipt receipt) {
    private static final int LARGEST_ERROR = 1 << 20;

    /** The reply to the call; it owns the call and the lease. */
    Reply open(UpstreamCall call, Lease dialect) {
        Cancellation.Hook hook = exchange.cancellation().onCancel(call::abort);
        UpstreamAnswer answer = null;
        boolean handedOver = false;
        try {
            answer = call.send();
            Reply reply = answer.status() / 100 == 2 ? read(answer, dialect, hook) : refused(answer);
            handedOver = reply instanceof UpstreamReply;
            return reply;
        } finally {
            if (!handedOver) {
                hook.close();
                if (answer != null) {
                    answer.close();
                }
                dialect.close();
            }
        }
    }

    private Reply refused(UpstreamAnswer answer) {
        if (answer.status() < 400) {
            return Reply.refused(Failure.of(ErrorCode.PROVIDER_GARBAGE, quirks.provider() + " answered with status "
                    + answer.status() + ", a redirect that is not followed; check its address").by(quirks.provider()));
        }
        byte[] body;
        try {
            body = quirks.error(answer.bytes(LARGEST_ERROR));
        } catch (FailureException unreadable) {
            body = new byte[0];
        }
        Failure failure = account.signed(back.failure(answer.status(), answer.headers(), body));
        List<Quota> told = account.quotas(answer);
        Reply refused = Reply.refused(failure);
        return told.isEmpty() ? refused : refused.receipted(receipt -> receipt.telling(told));
    }

    private Reply read(UpstreamAnswer answer, Lease dialect, Cancellation.Hook hook) {
        String mediaType = answer.header("content-type").orElse("").strip().toLowerCase(Locale.ROOT);
        Optional<Part<Framing>> framing = framing(mediaType);
        Back.Reader reader = back.reader(exchange);
        if (framing.isEmpty()) {
            return unframed(answer, mediaType, reader, () -> end(reader, answer, hook, dialect));
        }
        Lease frames = framing.get().lease().orElseThrow(() -> new FailureException(Failure.of(ErrorCode.PROVIDER_GONE,
                "the framing of " + mediaType + " is being replaced; try again")));
        Framing.Reader cut = framing.get().service().reader(answer.body(), protocols.room().frame());
        return reply(answer, quirks.steps(cut), reader, () -> {
            end(reader, answer, hook, dialect);
            frames.close();
        });
    }

    private Optional<Part<Framing>> framing(String mediaType) {
        if (mediaType.isEmpty() && exchange.inquiry().stream()) {
            return protocols.framing("text/event-stream");
        }
        return protocols.framing(mediaType);
    }

    private Reply unframed(UpstreamAnswer answer, String mediaType, Back.Reader reader, Runnable onClose) {
        int parameters = mediaType.indexOf(';');
        String bare = parameters < 0 ? mediaType : mediaType.substring(0, parameters).strip();
        if (!back.reads(bare)) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, quirks.provider() + " answered with '"
                    + mediaType + "' where JSON was wanted; check its address").by(quirks.provider()));
        }
        return bare.isEmpty() || bare.endsWith("json") ? whole(answer, reader, onClose)
                : reply(answer, new BodyFrames(answer.body(), bare), reader, onClose);
    }

    private Reply whole(UpstreamAnswer answer, Back.Reader reader, Runnable onClose) {
        Room.Held held = protocols.room().read(answer);
        boolean handedOver = false;
        try {
            Reply reply = reply(answer, new WholeFrame(quirks.whole(held.bytes())), reader, () -> {
                onClose.run();
                held.release().run();
            });
            handedOver = true;
            return reply;
        } finally {
            if (!handedOver) {
                held.release().run();
            }
        }
    }

    private Reply reply(UpstreamAnswer answer, Framing.Reader frames, Back.Reader reader, Runnable onClose) {
        List<Quota> told = account.quotas(answer);
        return new UpstreamReply(frames, reader, account::signed, onClose, told.isEmpty() ? receipt : receipt.telling(told));
    }

    private static void end(Back.Reader reader, UpstreamAnswer answer, Cancellation.Hook hook, Lease dialect) {
        if (reader.complete()) {
            answer.finish();
        } else {
            answer.close();
        }
        hook.close();
        dialect.close();
    }
}
