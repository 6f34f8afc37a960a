package modelscan.stage.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Refuses at once where calls keep failing, and learns from every call how its candidate does. */
@Component(property = "service.ranking:Integer=100")
@StagePhase(Phase.LIMIT)
public final class BreakerStage implements Stage {
    /** How a refusal is told from one of the provider's own. */
    static final String REASON = "breaker_open";

    private static final Duration PROBE = Duration.ofSeconds(1);

    private final Charts charts;
    private final Roster roster;

    @Activate
    public BreakerStage(@Reference Charts charts, @Reference Roster roster) {
        this.charts = charts;
        this.roster = roster;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        Optional<Candidate> candidate = exchange.candidate();
        if (candidate.isEmpty()) {
            return next.handle(exchange);
        }
        Charts.Key key = Charts.Key.of(candidate.get());
        Chart chart = charts.of(key);
        Chart.Entry entry = chart.enter(!roster.of(key.provider()).breaker());
        if (entry.refused()) {
            return Reply.refused(closed(candidate.get(), entry));
        }
        Watch watch = new Watch(key, chart, entry, exchange);
        try {
            return new Watched(next.handle(exchange), watch);
        } catch (RuntimeException | Error fault) {
            watch.end(Outcome.TOLD_NOTHING, Optional.empty());
            throw fault;
        }
    }

    private static Failure closed(Candidate candidate, Chart.Entry entry) {
        Duration wait = entry.left() > 0 ? Duration.ofNanos(entry.left()) : PROBE;
        return Failure.of(ErrorCode.PROVIDER_OVERLOADED, candidate.name() + " failed too often lately and is not called for "
                + Math.max(1, wait.toSeconds()) + " s").by(candidate.provider()).because(REASON).after(wait);
    }

    /** One call that is watched to its end, which is noted once. */
    private final class Watch {
        private final Charts.Key key;
        private final Chart chart;
        private final Chart.Entry entry;
        private final Exchange exchange;
        private final AtomicBoolean over = new AtomicBoolean();

        Watch(Charts.Key key, Chart chart, Chart.Entry entry, Exchange exchange) {
            this.key = key;
            this.chart = chart;
            this.entry = entry;
            this.exchange = exchange;
        }

        boolean probing() {
            return entry.permit() > Fuse.CALL;
        }

        void speaks() {
            chart.speaks(entry);
        }

        // What breaks after the caller went away was broken by that.
        void ended(Optional<Failure> failure, Receipt receipt) {
            boolean gone = exchange.cancellation().cancelled();
            end(failure.isEmpty() ? Outcome.WORKED : gone ? Outcome.TOLD_NOTHING : Outcome.of(failure.get(), receipt), failure);
        }

        void end(Outcome outcome, Optional<Failure> failure) {
            if (over.compareAndSet(false, true)) {
                chart.leave(entry, outcome, outcome == Outcome.FAILED ? failure : Optional.empty());
                charts.history().ended(key, outcome);
            }
        }
    }

    /** The reply of a call that is watched; no frame is read for it. */
    private record Watched(Reply inner, Watch watch) implements Reply {
        @Override
        public Optional<Piece> next() {
            Optional<Piece> piece = inner.next();
            if (piece.isEmpty()) {
                Receipt receipt = inner.receipt();
                watch.ended(receipt.failure(), receipt);
            } else if (piece.get().failure().isPresent()) {
                watch.ended(piece.get().failure(), inner.receipt());
            } else if (watch.probing() && Words.in(piece.get())) {
                watch.speaks();
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

        // Who closes before the end gave up; what had failed by then was seen.
        @Override
        public void close() {
            try {
                inner.close();
            } finally {
                watch.end(Outcome.TOLD_NOTHING, Optional.empty());
            }
        }
    }
}
