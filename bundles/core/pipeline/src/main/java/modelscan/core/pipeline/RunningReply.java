package modelscan.core.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.whiteboard.Lease;

/** The reply as the caller gets it: it gives the stages back at its end and never throws. */
final class RunningReply implements Reply {
    private final Exchange exchange;
    private final Reply inner;
    private final List<Lease> leases;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile Optional<Failure> fault = Optional.empty();

    RunningReply(Exchange exchange, Reply inner, List<Lease> leases) {
        this.exchange = exchange;
        this.inner = inner;
        this.leases = leases;
    }

    @Override
    public Optional<Piece> next() {
        if (fault.isPresent()) {
            return Optional.empty();
        }
        try {
            return inner.next();
        } catch (FailureException expected) {
            return broken(expected.failure());
        } catch (RuntimeException | LinkageError | StackOverflowError unexpected) {
            return broken(Step.translated(exchange, "its answer", unexpected));
        }
    }

    private Optional<Piece> broken(Failure failure) {
        fault = Optional.of(failure);
        return Optional.of(Piece.failed(failure));
    }

    @Override
    public boolean ready() {
        return fault.isEmpty() && inner.ready();
    }

    @Override
    public Receipt receipt() {
        Receipt receipt = inner.receipt();
        return fault.map(receipt::failing).orElse(receipt);
    }

    @Override
    public void close() {
        if (over.compareAndSet(false, true)) {
            try {
                inner.close();
            } finally {
                leases.forEach(Lease::close);
            }
        }
    }
}
