package modelscan.stage.route;

import java.util.ArrayDeque;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;

/**
 * The beginning of a reply, looked at before the caller sees it: as long as it holds nothing a caller would miss, another
 * candidate may take over unseen.
 */
final class Opening implements Reply {
    private static final int STREAMED = 16;
    private static final int WHOLE = 256;

    private final Reply inner;
    private final ArrayDeque<Piece> held = new ArrayDeque<>();
    private boolean ended;
    private Optional<Failure> failure = Optional.empty();

    private Opening(Reply inner) {
        this.inner = inner;
    }

    /** Looks at the first piece only. */
    static Opening first(Reply reply) {
        Opening opening = new Opening(reply);
        opening.pull();
        return opening;
    }

    /** Looks as far as nothing is lost: up to the first content of a stream, up to the end of a whole answer. */
    static Opening window(Reply reply, Exchange exchange) {
        Opening opening = new Opening(reply);
        boolean stream = exchange.inquiry().stream();
        boolean whole = !stream && gathered(exchange.operation());
        int most = whole ? WHOLE : stream ? STREAMED : 1;
        boolean more = true;
        while (more && opening.held.size() < most) {
            more = opening.pull() && !(stream && opening.binding());
        }
        return opening;
    }

    // Sound and pictures are passed on as they come, also to those who did not ask for a stream.
    private static boolean gathered(Operation operation) {
        return switch (operation) {
            case CHAT, EMBEDDING, RERANK, MODERATION, SEARCH -> true;
            case IMAGE, SPEECH, TRANSCRIPTION, VIDEO, REALTIME -> false;
        };
    }

    private boolean pull() {
        Optional<Piece> piece = piece();
        piece.ifPresent(held::add);
        failure = piece.flatMap(Piece::failure);
        ended = piece.isEmpty() || failure.isPresent();
        return !ended;
    }

    // Nobody else will close a reply that breaks here.
    private Optional<Piece> piece() {
        try {
            return inner.next();
        } catch (FailureException expected) {
            return Optional.of(Piece.failed(expected.failure()));
        } catch (RuntimeException | Error fault) {
            inner.close();
            throw fault;
        }
    }

    /** Whether the latest piece ends the window: it holds content, or a failure behind what could come from anybody. */
    private boolean binding() {
        if (Content.in(held.getLast())) {
            return true;
        }
        failure = Content.failure(held.getLast());
        ended = failure.isPresent();
        return ended;
    }

    /** What it failed with before it held anything. */
    Optional<Failure> failure() {
        return failure;
    }

    @Override
    public Optional<Piece> next() {
        Piece piece = held.poll();
        if (piece != null) {
            return Optional.of(piece);
        }
        return ended ? Optional.empty() : inner.next();
    }

    @Override
    public boolean ready() {
        return !held.isEmpty() || !ended && inner.ready();
    }

    @Override
    public Receipt receipt() {
        return inner.receipt();
    }

    @Override
    public void close() {
        inner.close();
    }
}
