package modelscan.core.tokens;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/** What was found out about the latest requests: several stages weigh one request, one after the other. */
final class Recollection<K, V> {
    private static final int SLOTS = 256;

    private final AtomicReferenceArray<Known<K, V>> slots = new AtomicReferenceArray<>(SLOTS);

    private record Known<K, V>(WeakReference<Object> request, K about, V value) {
        boolean is(Object other, K what) {
            return request.refersTo(other) && about.equals(what);
        }
    }

    /** What is remembered of this very request and this, else what is found out now. */
    V of(Object request, K about, Supplier<V> finder) {
        int slot = (System.identityHashCode(request) * 31 + about.hashCode() & Integer.MAX_VALUE) % SLOTS;
        Known<K, V> known = slots.get(slot);
        if (known != null && known.is(request, about)) {
            return known.value;
        }
        V found = finder.get();
        slots.set(slot, new Known<>(new WeakReference<>(request), about, found));
        return found;
    }
}
