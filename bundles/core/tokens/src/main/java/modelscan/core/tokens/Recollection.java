package modelscan.core.tokens;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.Request;

/** What was counted for the latest requests: one request is weighed for many candidates, one after the other. */
final class Recollection {
    private static final int SLOTS = 256;

    private final AtomicReferenceArray<Counted> slots = new AtomicReferenceArray<>(SLOTS);

    private record Counted(WeakReference<Request> request, String family, TokenCounter.Count count) {
        boolean is(Request other, String otherFamily) {
            return request.refersTo(other) && family.equals(otherFamily);
        }
    }

    /** What is remembered for this very request and family of models, else what is counted now. */
    TokenCounter.Count of(Request request, String family, Supplier<TokenCounter.Count> counter) {
        int slot = (System.identityHashCode(request) * 31 + family.hashCode() & Integer.MAX_VALUE) % SLOTS;
        Counted known = slots.get(slot);
        if (known != null && known.is(request, family)) {
            return known.count;
        }
        TokenCounter.Count count = counter.get();
        slots.set(slot, new Counted(new WeakReference<>(request), family, count));
        return count;
    }
}
