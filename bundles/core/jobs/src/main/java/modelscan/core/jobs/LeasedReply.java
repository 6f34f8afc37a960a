package modelscan.core.jobs;

import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.whiteboard.Lease;

/** The reply of a pipeline that may be replaced meanwhile; it then ends with a failure and never as if it were complete. */
final class LeasedReply implements Reply {
    private volatile Reply inner = Reply.of();
    private volatile boolean revoked;
    private Lease lease;
    private boolean failed;

    /** Asks the pipeline; the lease is given back when this is closed. */
    LeasedReply over(Gateway gateway, Exchange exchange, Lease lease) {
        this.lease = lease;
        boolean answered = false;
        try {
            inner = gateway.handle(exchange);
            answered = true;
        } finally {
            if (!answered) {
                lease.close();
            }
        }
        if (revoked) {
            inner.close();
        }
        return this;
    }

    void revoke() {
        revoked = true;
        inner.close();
    }

    @Override
    public Optional<Piece> next() {
        if (failed) {
            return Optional.empty();
        }
        Optional<Piece> piece = inner.next();
        boolean end = piece.isEmpty() || piece.get().failure().isPresent();
        if (revoked && end && inner.receipt().finish().isEmpty()) {
            failed = true;
            return Optional.of(Piece.failed(Failure.of(ErrorCode.UNAVAILABLE, "the pipeline was replaced")));
        }
        return piece;
    }

    @Override
    public boolean ready() {
        return inner.ready();
    }

    @Override
    public Receipt receipt() {
        return inner.receipt();
    }

    @Override
    public void close() {
        try {
            inner.close();
        } finally {
            lease.close();
        }
    }
}
