package modelscan.stage.route;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** The calls of one request that failed, in order; a loser of a race may still learn what it used. */
final class Tried {
    private final List<Supplier<Ledger.Try>> calls = new CopyOnWriteArrayList<>();
    private Optional<Failure> shown = Optional.empty();
    private Optional<Receipt> last = Optional.empty();

    /** A call failed. */
    void called(Candidate candidate, Receipt receipt, Failure failure) {
        Ledger.Try one = entry(candidate, receipt, failure.code());
        calls.add(() -> one);
        if (last.isEmpty() || shown.isEmpty()) {
            shown = Optional.of(failure);
        }
        last = Optional.of(receipt.failing(failure));
    }

    /** Somebody was not even called, or a caller is to know it only if there is nothing better to tell. */
    void refused(Failure failure) {
        shown = shown.or(() -> Optional.of(failure));
    }

    /** A call lost a race. */
    void lost(Candidate candidate, Supplier<Receipt> receipt) {
        calls.add(() -> entry(candidate, receipt.get(), ErrorCode.CANCELLED));
    }

    private static Ledger.Try entry(Candidate candidate, Receipt receipt, ErrorCode code) {
        Candidate served = receipt.target().orElse(candidate);
        return new Ledger.Try(served.provider(), served.model().id(), receipt.usage(), false, receipt.cost(), Optional.of(code));
    }

    int calls() {
        return calls.size();
    }

    boolean none() {
        return calls.isEmpty();
    }

    /** The calls before the one of this receipt. */
    Receipt before(Receipt receipt) {
        return calls.isEmpty() ? receipt : receipt.after(calls.stream().map(Supplier::get).toList());
    }

    /**
     * The receipt of a request all of whose calls failed: the last call's with its own failure, and those before.
     *
     * <p>What the caller is told may be another one's failure; whether a call is billed is judged by its own.
     */
    Receipt failed(Failure failure) {
        if (last.isEmpty()) {
            return Receipt.EMPTY.failing(failure);
        }
        List<Ledger.Try> all = calls.stream().map(Supplier::get).toList();
        return last.get().after(all.subList(0, all.size() - 1));
    }

    /** Why the best of them failed: what the caller is told. */
    Optional<Failure> shown() {
        return shown;
    }
}
