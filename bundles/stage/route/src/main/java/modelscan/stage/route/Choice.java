package modelscan.stage.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import modelscan.api.gateway.Candidate;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/**
 * Who is to be tried for a request, best first, and who is not.
 *
 * @param ordered those to be tried
 * @param dropped those who cannot or may not serve it
 * @param passed those who can, as they were before the strategy saw them
 * @param strategy what put them in order
 */
record Choice(List<Candidate> ordered, List<Sieve.Dropped> dropped, List<Candidate> passed, String strategy) {
    private static final int NAMED = 5;

    /** Those whom the strategy left out. */
    List<Candidate> left() {
        return passed.stream().filter(candidate -> !ordered.contains(candidate)).toList();
    }

    /** The failure of a request that nobody can serve: which rule left out whom. */
    Optional<Failure> nobody(String model) {
        if (!ordered.isEmpty()) {
            return Optional.empty();
        }
        if (dropped.isEmpty()) {
            return Optional.of(Failure.of(ErrorCode.UNAVAILABLE, "the strategy " + strategy + " left no candidate for '" + model + "'"));
        }
        Map<Sieve.Rule, Long> rules = dropped.stream().collect(Collectors.groupingBy(Sieve.Dropped::rule, Collectors.counting()));
        List<String> words = new ArrayList<>();
        dropped.stream().limit(NAMED).forEach(one -> words.add(one.candidate().name() + ": " + one.why()));
        if (dropped.size() > NAMED) {
            words.add("and " + (dropped.size() - NAMED) + " more");
        }
        return Optional.of(Failure.of(code(rules), "nobody of those who serve '" + model + "' can take this request; "
                + String.join("; ", words)));
    }

    private static ErrorCode code(Map<Sieve.Rule, Long> rules) {
        if (rules.size() > 1) {
            return ErrorCode.UNSUPPORTED;
        }
        return switch (rules.keySet().iterator().next()) {
            case ADMISSION -> ErrorCode.FORBIDDEN;
            case CONTEXT -> ErrorCode.CONTEXT_TOO_LONG;
            case CAPABILITY, LABEL, COST, LATENCY -> ErrorCode.UNSUPPORTED;
            case BLACKLIST -> ErrorCode.UNAVAILABLE;
        };
    }
}
