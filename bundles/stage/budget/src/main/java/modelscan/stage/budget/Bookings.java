package modelscan.stage.budget;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Ledger;

/** What is set aside for the requests that run, by their names; the ledger is told of it. */
final class Bookings {
    private final Surroundings around;
    private final Purses purses;
    private final Map<String, Booking> running = new ConcurrentHashMap<>();

    Bookings(Surroundings around, Purses purses) {
        this.around = around;
        this.purses = purses;
    }

    /** The purses of whoever asks. */
    Purses.Found found(Exchange exchange) {
        int generation = purses.generation();
        return new Purses.Found(exchange.principal(), generation, purses.of(exchange.principal().naming(exchange.wishes())));
    }

    /** A request begins; one that a plugin makes for another, under its name, shares what is set aside. */
    void open(Exchange exchange, Purses.Found found) {
        running.compute(exchange.id(), (request, booking) -> booking == null
                ? new Booking(found, amounts -> around.ledger(ledger -> ledger.setAside(request, amounts))) : booking.shared());
    }

    /** That of a request; for one that is over, or had no budget when it began, nothing is kept. */
    Booking of(Exchange exchange) {
        Booking booking = running.get(exchange.id());
        return booking == null ? Booking.over(found(exchange)) : booking;
    }

    boolean open(String request) {
        return running.containsKey(request);
    }

    /** The purses that concern a request at a provider. */
    List<Purse> purses(Exchange exchange, Booking booking, String provider) {
        return purses.with(booking.purses(exchange.principal(), purses.generation()).orElseGet(() -> found(exchange).all()), provider);
    }

    /** The purses of this generation that count an entry. */
    List<Purse> purses(Ledger.Entry entry, int generation) {
        Optional<List<Purse>> known = Optional.ofNullable(running.get(entry.request()))
                .flatMap(booking -> booking.purses(entry.principal(), generation));
        return purses.of(entry, known.orElseGet(() -> purses.of(entry.principal())));
    }

    /** It is settled: what was set aside for it is spent, or never will be. */
    void settled(String request) {
        running.computeIfPresent(request, (_, booking) -> booking.ended() ? null : booking);
    }
}
