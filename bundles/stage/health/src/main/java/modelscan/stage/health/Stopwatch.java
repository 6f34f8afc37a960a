package modelscan.stage.health;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.Unit;
import modelscan.stage.health.Paces.Start;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the time of calls; inside of the limits, so that waiting for them is not taken for the provider's slowness.
 *
 * <p>What a cold start took is kept apart: the first answer since the start or after a pause, and one for which a local engine
 * loaded another model.
 */
@Component(property = "service.ranking:Integer=-100")
@StagePhase(Phase.LIMIT)
public final class Stopwatch implements Stage {
    private static final long IDLE = Duration.ofMinutes(10).toNanos();
    // The usual engines put a model away that was not asked for five minutes.
    private static final long IDLE_ENGINE = Duration.ofMinutes(4).toNanos();

    private final Charts charts;
    private final Roster roster;
    private final Map<String, String> loaded = new ConcurrentHashMap<>();

    @Activate
    public Stopwatch(@Reference Charts charts, @Reference Roster roster) {
        this.charts = charts;
        this.roster = roster;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        if (exchange.candidate().isEmpty()) {
            return next.handle(exchange);
        }
        Charts.Key key = Charts.Key.of(exchange.candidate().get());
        Chart chart = charts.of(key);
        boolean engine = roster.of(key.provider()).local();
        Start start = chart.begins(engine ? IDLE_ENGINE : IDLE, engine && switched(key));
        LongSupplier nanos = charts.clock().nanos();
        long begun = nanos.getAsLong();
        Reply reply = next.handle(exchange);
        return new Timed(reply, exchange.inquiry().stream(), times -> {
            if (chart.timed(times, start)) {
                charts.history().took(key, times);
            }
        }, nanos, nanos.getAsLong() - begun);
    }

    // There are no more engines than providers of this machine.
    private boolean switched(Charts.Key key) {
        if (key.model().equals(loaded.get(key.provider()))) {
            return false;
        }
        return loaded.put(key.provider(), key.model()) != null;
    }

    /** Adds up the time that was waited for the provider, not for the reader. Used by one thread at a time. */
    private static final class Timed implements Reply {
        // Some begin with a frame that says nothing yet. Whole answers have no first word, and are not read to look for one.
        private static final int LOOKED_AT = 16;

        private final Reply inner;
        private final boolean stream;
        private final Consumer<Chart.Times> notes;
        private final LongSupplier nanos;
        private long waited;
        private long first = -1;
        private int looked;
        private boolean over;

        Timed(Reply inner, boolean stream, Consumer<Chart.Times> notes, LongSupplier nanos, long waited) {
            this.inner = inner;
            this.stream = stream;
            this.notes = notes;
            this.nanos = nanos;
            this.waited = waited;
        }

        @Override
        public Optional<Piece> next() {
            long begun = nanos.getAsLong();
            Optional<Piece> piece = inner.next();
            waited += nanos.getAsLong() - begun;
            if (piece.isEmpty()) {
                end();
            } else if (piece.get().failure().isPresent()) {
                over = true;
            } else if (stream && first < 0 && speaks(piece.get())) {
                first = waited;
            }
            return piece;
        }

        private boolean speaks(Piece piece) {
            return ++looked >= LOOKED_AT || Words.in(piece);
        }

        private void end() {
            Receipt receipt = inner.receipt();
            if (!over && receipt.failure().isEmpty()) {
                notes.accept(new Chart.Times(first < 0 ? OptionalLong.empty() : OptionalLong.of(first), waited, speed(receipt)));
            }
            over = true;
        }

        // From an answer that comes at once nobody can tell how fast it was written, but by its whole time.
        private OptionalDouble speed(Receipt receipt) {
            long tokens = receipt.usage().count(Unit.OUTPUT).orElse(0L);
            long writing = first >= 0 && waited - first > waited / 10 ? waited - first : waited;
            return tokens < 2 || writing <= 0 ? OptionalDouble.empty() : OptionalDouble.of(tokens * 1e9 / writing);
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
            inner.close();
        }
    }
}
