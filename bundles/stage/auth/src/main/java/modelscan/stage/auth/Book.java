package modelscan.stage.auth;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** All accounts in memory: written by one thread at a time, read by all. */
final class Book {
    private final Map<Mark, String> marks = new ConcurrentHashMap<>();
    private final Map<Kind, Map<String, Seat>> seats = new EnumMap<>(Kind.class);
    private final Map<Kind, NavigableMap<String, Seat>> sorted = new EnumMap<>(Kind.class);

    Book() {
        for (Kind kind : Kind.values()) {
            seats.put(kind, new ConcurrentHashMap<>());
            sorted.put(kind, new ConcurrentSkipListMap<>());
        }
    }

    /** Whether there is no key. */
    boolean keyless() {
        return seats.get(Kind.KEY).isEmpty();
    }

    Optional<Seat> seat(Kind kind, String id) {
        return Optional.ofNullable(seats.get(kind).get(id));
    }

    /** The key this mark leads to; it has to be asked whether it takes it. */
    Optional<Seat> key(Mark mark) {
        return Optional.ofNullable(marks.get(mark)).flatMap(id -> seat(Kind.KEY, id));
    }

    /** Those behind this id, in the order of ids. */
    Collection<Seat> after(Kind kind, String id) {
        return sorted.get(kind).tailMap(id, false).values();
    }

    /** Adds an account or replaces the one of its id; what it has used stays known. */
    void put(Account account, Optional<Meter> meter) {
        Optional<Seat> before = seat(account.kind(), account.id());
        Seat seat = Seat.of(account, before.map(Seat::meter).or(() -> meter).orElseGet(Meter::new));
        List<Mark> now = marks(account);
        // First where it can be found from, then it, then what does not lead to it any more.
        now.forEach(mark -> marks.put(mark, account.id()));
        seats.get(account.kind()).put(account.id(), seat);
        sorted.get(account.kind()).put(account.id(), seat);
        before.stream().flatMap(old -> marks(old.account()).stream()).filter(mark -> !now.contains(mark)).forEach(marks::remove);
    }

    void remove(Kind kind, String id) {
        sorted.get(kind).remove(id);
        Optional.ofNullable(seats.get(kind).remove(id)).ifPresent(seat -> marks(seat.account()).forEach(marks::remove));
    }

    private static List<Mark> marks(Account account) {
        return account.access().map(access -> access.former().map(former -> List.of(access.mark(), former.mark()))
                .orElseGet(() -> List.of(access.mark()))).orElse(List.of());
    }
}
