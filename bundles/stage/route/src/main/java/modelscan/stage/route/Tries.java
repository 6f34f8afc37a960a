package modelscan.stage.route;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** Tries candidates in order until one answers; after the first piece of an answer there is no other try. */
record Tries(Exchange exchange, List<Candidate> candidates, Next next, int most) {

    Reply answer() {
        int last = Math.min(candidates.size(), most);
        Failure first = null;
        for (int attempt = 1; attempt < last; attempt++) {
            Reply reply = next.handle(exchange.to(candidates.get(attempt - 1), attempt));
            Optional<Piece> piece = reply.next();
            Optional<Failure> failure = piece.flatMap(Piece::failure);
            if (failure.isEmpty() || !worthAnother(failure.get())) {
                return new PeekedReply(reply, piece);
            }
            reply.close();
            first = first == null ? failure.get() : first;
        }
        if (last == 0) {
            return Reply.refused(ErrorCode.UNAVAILABLE, "the strategy left no candidate for '" + exchange.inquiry().model() + "'");
        }
        return lastTry(last, first);
    }

    // When everybody fails, the caller learns why the best one did.
    private Reply lastTry(int attempt, Failure first) {
        Candidate candidate = candidates.get(attempt - 1);
        Reply reply = next.handle(exchange.to(candidate, attempt));
        if (first == null) {
            return reply;
        }
        Optional<Piece> piece = reply.next();
        if (piece.flatMap(Piece::failure).isEmpty()) {
            return new PeekedReply(reply, piece);
        }
        reply.close();
        return Reply.refused(first).receipted(receipt -> receipt.from(candidate, attempt).failing(first));
    }

    private boolean worthAnother(Failure failure) {
        return !exchange.cancellation().cancelled() && switch (failure.code().retry()) {
            case NEVER -> false;
            case ELSEWHERE, AGAIN -> true;
        };
    }
}
