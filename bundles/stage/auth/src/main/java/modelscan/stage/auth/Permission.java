package modelscan.stage.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import modelscan.api.gateway.Admission;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.base.rank.Remembered;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Knows which candidates a caller may be served by, and lets nobody through to another.
 *
 * <p>Routing asks before it chooses; that it did is made sure of once more where it cannot be forgotten.
 */
@Component(service = {Stage.class, Admission.class}, property = "service.ranking:Integer=200")
@StagePhase(Phase.LIMIT)
public final class Permission implements Stage, Admission {
    private static final int SHOWN = 10;

    private static final int LISTS = 64;
    /** Fewer are looked at one by one: a list of a few is often made for one request only. */
    private static final int MANY = 16;

    private final Directory directory;
    private final Remembered<List<Candidate>, Sight> sights = new Remembered<>(LISTS, Sight::new);

    @Activate
    public Permission(@Reference Directory directory) {
        this.directory = directory;
    }

    @Override
    public boolean allows(Principal principal, Candidate candidate, Operation operation) {
        return allowed(principal, operation).test(candidate);
    }

    @Override
    public Predicate<Candidate> allowed(Principal principal, Operation operation) {
        List<Rights> restricted = new ArrayList<>();
        for (Seat seat : directory.seats(principal)) {
            Rights rights = seat.account().rights();
            if (!rights.allows(operation)) {
                return _ -> false;
            }
            if (rights.models().isPresent()) {
                restricted.add(rights);
            }
        }
        return restricted.isEmpty() ? _ -> true : candidate -> all(restricted, candidate);
    }

    @Override
    public List<Candidate> allowed(Principal principal, Operation operation, List<Candidate> candidates) {
        return allowed(directory.seats(principal), operation, candidates);
    }

    /** Those of these by whom all of these accounts may be served. */
    List<Candidate> allowed(List<Seat> seats, Operation operation, List<Candidate> candidates) {
        List<List<ModelRule>> rules = new ArrayList<>(seats.size());
        for (Seat seat : seats) {
            Rights rights = seat.account().rights();
            if (!rights.allows(operation)) {
                return List.of();
            }
            rights.models().ifPresent(rules::add);
        }
        return rules.isEmpty() ? candidates : candidates.size() < MANY ? few(rules, candidates) : sights.of(candidates).through(rules);
    }

    private static List<Candidate> few(List<List<ModelRule>> rules, List<Candidate> candidates) {
        List<Candidate> left = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            boolean through = true;
            for (List<ModelRule> list : rules) {
                through = through && ModelRule.any(list, candidate);
            }
            if (through) {
                left.add(candidate);
            }
        }
        return left.size() == candidates.size() ? candidates : left;
    }

    private static boolean all(List<Rights> restricted, Candidate candidate) {
        for (Rights rights : restricted) {
            if (!rights.allows(candidate)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        Optional<Candidate> candidate = exchange.candidate();
        if (candidate.isPresent() && !allows(exchange.principal(), candidate.get(), exchange.operation())) {
            return Reply.refused(refusal(directory.seats(exchange.principal()), candidate.get().name(), List.of(candidate.get())));
        }
        return next.handle(exchange);
    }

    /** Says who may not use any of these candidates, and what it may use. */
    static Failure refusal(List<Seat> seats, String model, List<Candidate> candidates) {
        for (Seat seat : seats) {
            Rights rights = seat.account().rights();
            if (candidates.stream().noneMatch(rights::allows)) {
                List<ModelRule> rules = rights.models().orElse(List.of());
                String shown = rules.stream().limit(SHOWN).map(ModelRule::text).collect(Collectors.joining(", "));
                return forbidden(seat.account().words() + " may not use the model '" + model + "'; it may use "
                        + (rules.isEmpty() ? "none" : rules.size() > SHOWN ? shown + " and others" : shown), "model");
            }
        }
        String all = seats.stream().map(seat -> seat.account().words()).collect(Collectors.joining(" and "));
        return forbidden(all + " together may not use the model '" + model + "'", "model");
    }

    static Failure forbidden(String why, String field) {
        return Failure.of(ErrorCode.FORBIDDEN, why).at(field);
    }
}
