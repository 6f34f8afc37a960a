package modelscan.stage.repeat;

import java.security.MessageDigest;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;

/**
 * Answers by key, the oldest first; bounded by age, bytes and number.
 *
 * <p>Only requests that bring a key come here, and they do a few things under one lock.
 */
final class Memory {
    private static final int MOST = 10_000;

    private final long age;
    private final long room;
    private final LongSupplier nanos;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private long bytes;

    Memory(Duration age, long room, LongSupplier nanos) {
        this.age = age.toNanos();
        this.room = room;
        this.nanos = nanos;
    }

    /** A whole answer. */
    record Answer(List<Piece> pieces, Receipt receipt, long bytes) {
    }

    /** What is known of a key. */
    sealed interface Found {
        /** Nothing; the caller has the place now, and must fill or forget it. */
        record Fresh(Place place) implements Found {
        }

        /** Its answer. */
        record Kept(Answer answer) implements Found {
        }

        /** It is being answered. */
        record Running() implements Found {
        }

        /** It stands for another request. */
        record Other() implements Found {
        }
    }

    /** What is kept under a key. */
    static final class Place {
        private final String key;
        private final byte[] request;
        private final long since;
        private Optional<Answer> answer = Optional.empty();

        private Place(String key, byte[] request, long since) {
            this.key = key;
            this.request = request;
            this.since = since;
        }
    }

    synchronized Found find(String key, byte[] request) {
        sweep();
        Place place = places.get(key);
        if (place != null) {
            return !MessageDigest.isEqual(place.request, request) ? new Found.Other()
                    : place.answer.<Found>map(Found.Kept::new).orElseGet(Found.Running::new);
        }
        Place fresh = new Place(key, request, nanos.getAsLong());
        places.put(key, fresh);
        return new Found.Fresh(fresh);
    }

    /** Keeps an answer, if there is room for one of its size at all. */
    synchronized void keep(Place place, Answer answer) {
        if (places.get(place.key) != place) {
            return;
        }
        if (answer.bytes() > longest()) {
            places.remove(place.key);
            return;
        }
        place.answer = Optional.of(answer);
        bytes += answer.bytes();
        sweep();
    }

    synchronized void forget(Place place) {
        if (place.answer.isEmpty()) {
            places.remove(place.key, place);
        }
    }

    /** The most bytes of one answer. */
    long longest() {
        return room / 8;
    }

    // What is still being answered is forgotten as well in the end: its caller asks in vain no longer than that.
    private void sweep() {
        Iterator<Place> oldest = places.values().iterator();
        while (oldest.hasNext()) {
            Place place = oldest.next();
            boolean over = nanos.getAsLong() - place.since > age || bytes > room || places.size() > MOST;
            if (!over) {
                return;
            }
            oldest.remove();
            bytes -= place.answer.map(Answer::bytes).orElse(0L);
        }
    }
}
