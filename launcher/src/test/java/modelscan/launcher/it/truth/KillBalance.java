package modelscan.launcher.it.truth;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is left when clients, provider and ledger are compared.
 *
 * @param acknowledged answers that clients got whole
 * @param called calls the provider answered
 * @param entries entries of the ledger
 * @param lost acknowledged answers without an entry
 * @param different entries that say something else than client or provider
 * @param twice questions with more than one entry
 * @param invented entries of calls the provider never saw
 * @param unnamed calls of the provider of which the ledger knows nothing
 * @param unknown entries that say nobody knows what they used
 * @param sum what all entries cost
 */
record KillBalance(int acknowledged, int called, int entries, List<String> lost, List<String> different, List<String> twice,
        List<String> invented, List<String> unnamed, int unknown, BigDecimal sum) {

    static KillBalance of(Map<String, KillClients.Got> got, List<UpstreamBook.Call> calls, List<KillLedger.Entry> entries, long seed) {
        Map<String, List<KillLedger.Entry>> ledger = new HashMap<>();
        entries.forEach(entry -> ledger.computeIfAbsent(entry.tag(), _ -> new ArrayList<>()).add(entry));
        Map<String, UpstreamBook.Call> book = new HashMap<>();
        calls.forEach(call -> book.put(call.id(), call));
        List<String> lost = got.keySet().stream().filter(id -> !ledger.containsKey(id)).toList();
        List<String> twice = new ArrayList<>(ledger.entrySet().stream().filter(same -> same.getValue().size() > 1)
                .map(Map.Entry::toString).toList());
        if (book.size() < calls.size()) {
            twice.add((calls.size() - book.size()) + " calls of the provider");
        }
        List<String> invented = entries.stream().filter(entry -> !entry.saysNoCall() && !book.containsKey(entry.tag()))
                .map(KillLedger.Entry::toString).toList();
        List<String> unnamed = book.keySet().stream().filter(id -> !ledger.containsKey(id)).toList();
        List<String> different = entries.stream().filter(entry -> book.containsKey(entry.tag()))
                .filter(entry -> differs(entry, got.get(entry.tag()), book.get(entry.tag()), KillUsage.of(seed, entry.tag())))
                .map(entry -> entry + ", but " + book.get(entry.tag()) + " and " + got.get(entry.tag())).toList();
        return new KillBalance(got.size(), calls.size(), entries.size(), lost, different, twice, invented, unnamed,
                Math.toIntExact(entries.stream().filter(KillLedger.Entry::unknown).count()),
                entries.stream().flatMap(entry -> entry.cost().stream()).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    // Who got the answer whole must find it in the ledger; only what nobody was told may be unknown.
    private static boolean differs(KillLedger.Entry entry, KillClients.Got got, UpstreamBook.Call call, KillUsage usage) {
        if (entry.unknown() && got == null) {
            return false;
        }
        boolean told = got == null || got.equals(new KillClients.Got(entry.request(), entry.input(), entry.cached(), entry.output()));
        return !told || !entry.status().equals("ok") || entry.input() != call.input() || entry.output() != call.output()
                || entry.cached() != usage.cached() || entry.cost().filter(cost -> cost.compareTo(usage.cost()) == 0).isEmpty();
    }

    /** Whether everybody says the same. */
    boolean agrees() {
        return lost.isEmpty() && different.isEmpty() && twice.isEmpty() && invented.isEmpty() && unnamed.isEmpty();
    }

    /** The first of each kind of trouble. */
    String troubles() {
        return "lost " + few(lost) + ", different " + few(different) + ", twice " + few(twice) + ", invented " + few(invented)
                + ", unnamed " + few(unnamed);
    }

    private static List<String> few(List<String> all) {
        return all.stream().limit(3).toList();
    }
}
