package modelscan.api.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Usage;

/**
 * What an exchange used and how it went; it grows on the way out.
 *
 * @param target who served it; empty when nobody was asked
 * @param attempts how many tries were made
 * @param cached whether the answer came from the cache
 * @param usage what was used, as far as it is known
 * @param cost what it cost
 * @param finish why the answer ended; empty while it runs or when it broke
 * @param failure what broke it
 * @param warnings what of the request could not be passed on
 * @param earlier the calls that were made before the last one and failed
 * @param quotas what the provider told about its limits
 * @param allowances what is left of the caller's own limits
 * @param rivals who would have served it as well, as far as routing looked; the target may be among them
 */
public record Receipt(Optional<Candidate> target, int attempts, boolean cached, Usage usage, Cost cost,
        Optional<FinishReason> finish, Optional<Failure> failure, List<String> warnings, List<Ledger.Try> earlier,
        List<PlanBook.Quota> quotas, List<PlanBook.Quota> allowances, List<Candidate> rivals) {

    /** Nothing has happened yet. */
    public static final Receipt EMPTY = new Receipt(Optional.empty(), 0, false, Usage.NONE,
            new Cost.Unknown("no usage is known"), Optional.empty(), Optional.empty(), List.of(), List.of(), List.of(),
            List.of(), List.of());

    public Receipt {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(finish, "finish");
        Objects.requireNonNull(failure, "failure");
        warnings = List.copyOf(warnings);
        earlier = List.copyOf(earlier);
        quotas = List.copyOf(quotas);
        allowances = List.copyOf(allowances);
        rivals = List.copyOf(rivals);
    }

    /** A receipt of a caller without limits of its own, and without rivals. */
    public Receipt(Optional<Candidate> target, int attempts, boolean cached, Usage usage, Cost cost, Optional<FinishReason> finish,
            Optional<Failure> failure, List<String> warnings, List<Ledger.Try> earlier, List<PlanBook.Quota> quotas) {
        this(target, attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, List.of(), List.of());
    }

    /** The same, served by a candidate at the given try. */
    public Receipt from(Candidate target, int attempts) {
        return new Receipt(Optional.of(target), attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same, answered from the cache. */
    public Receipt fromCache() {
        return new Receipt(target, attempts, true, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same with this usage. */
    public Receipt using(Usage usage) {
        return new Receipt(target, attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same with this cost. */
    public Receipt costing(Cost cost) {
        return new Receipt(target, attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same, ended for this reason. */
    public Receipt ending(FinishReason finish) {
        return new Receipt(target, attempts, cached, usage, cost, Optional.of(finish), failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same, broken by this failure. */
    public Receipt failing(Failure failure) {
        return new Receipt(target, attempts, cached, usage, cost, finish, Optional.of(failure), warnings, earlier, quotas, allowances, rivals);
    }

    /** The same with these warnings beside those that are there. */
    public Receipt warning(List<String> more) {
        List<String> all = new ArrayList<>(warnings);
        all.addAll(more);
        return new Receipt(target, attempts, cached, usage, cost, finish, failure, all, earlier, quotas, allowances, rivals);
    }

    /** The same, after these calls had failed. */
    public Receipt after(List<Ledger.Try> earlier) {
        return new Receipt(target, attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same, with what the provider told about its limits. */
    public Receipt telling(List<PlanBook.Quota> quotas) {
        return new Receipt(target, attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same, with what is left of the caller's own limits. */
    public Receipt allowing(List<PlanBook.Quota> allowances) {
        return new Receipt(target, attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }

    /** The same, which others would have served as well. */
    public Receipt among(List<Candidate> rivals) {
        return new Receipt(target, attempts, cached, usage, cost, finish, failure, warnings, earlier, quotas, allowances, rivals);
    }
}
