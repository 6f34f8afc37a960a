package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The book of the upstream laid beside the ledger of the gateway, call by call and in sum. */
final class FaultBalance {
    /** Who answers calm requests without any upstream. */
    static final String NOBODY = "echo";
    // Here the gateway itself ends the call before its end, and knows only what it took.
    private static final Set<String> CUT_SHORT = Set.of("u32-ten-thousand-calls");

    /** What does not agree and must. */
    final List<String> wrong = new ArrayList<>();
    /** What was counted by the gateway because the upstream did not tell it, or could not. */
    final List<String> estimated = new ArrayList<>();
    /** Calls that broke before anything was told: nobody knows whether they are billed. */
    final List<String> unknown = new ArrayList<>();
    private final Map<String, UpstreamBook.Call> open = new HashMap<>();
    private int exact;
    private long input;
    private long output;
    private BigDecimal inLedger = BigDecimal.ZERO;
    private BigDecimal inBook = BigDecimal.ZERO;

    /** Compares; {@code requests} are the gateway's by the upstream's ids. */
    static FaultBalance of(List<UpstreamBook.Call> calls, Map<String, String> requests, List<JsonNode> entries) {
        FaultBalance balance = new FaultBalance();
        for (UpstreamBook.Call call : calls) {
            String request = requests.getOrDefault(call.id(), "no request " + call.id());
            if (balance.open.put(request + " " + call.model(), call) != null) {
                balance.wrong.add(call + " is in the book twice");
            }
        }
        entries.forEach(entry -> entry.path("tries").forEach(one -> balance.compare(entry.path("request_id").asText(), one)));
        balance.open.forEach((key, call) -> balance.wrong.add("not in the ledger: " + call));
        if (balance.inBook.compareTo(balance.inLedger) != 0) {
            balance.wrong.add("in sum the ledger has " + balance.inLedger + ", the book " + balance.inBook);
        }
        return balance;
    }

    /** A few lines for people. */
    String words() {
        return String.format(Locale.ROOT, "faults: %d calls exact, %d tokens in, %d out, %s USD in both books; %d estimated, %d unknown, %d wrong%n",
                exact, input, output, inBook.toPlainString(), estimated.size(), unknown.size(), wrong.size())
                + String.join("\n", estimated) + "\n";
    }

    private void compare(String request, JsonNode one) {
        if (one.path("provider").asText().equals(NOBODY)) {
            return;
        }
        String model = one.path("model").asText();
        boolean answered = one.path("failure").isNull();
        UpstreamBook.Call call = answered || one.path("estimated").asBoolean() || one.path("usage").size() > 0
                ? open.remove(request + " " + model) : open.get(request + " " + model);
        String words = request + " " + one.path("provider").asText() + "/" + model;
        if (one.path("estimated").asBoolean() && call != null) {
            estimated.add("  " + words + ": ledger " + one.path("usage") + " " + one.path("cost").asText() + ", book " + call.input()
                    + " in, " + call.sent() + " of " + call.output() + " out");
            near(words, one.at("/usage/output").asLong(), call);
        } else if (call != null && one.path("usage").size() > 0) {
            exact(words, one, call);
        } else if (answered) {
            wrong.add(words + " is answered in the ledger, but not in the book: " + one);
        } else if (!one.path("cost").isTextual() || one.path("estimated").asBoolean()) {
            unknown.add(words);
        } else if (new BigDecimal(one.path("cost").asText()).signum() != 0 || one.path("usage").size() > 0) {
            wrong.add(words + " is charged without a call in the book: " + one);
        }
    }

    // What the gateway counts is what it saw; of what was cut off a little more went out, and counters differ a little.
    private void near(String words, long counted, UpstreamBook.Call call) {
        if (!CUT_SHORT.contains(call.model()) && Math.abs(counted - call.sent()) > Math.max(2, call.sent() / 10)) {
            wrong.add(words + " is far off: counted " + counted + ", sent " + call);
        }
    }

    private void exact(String words, JsonNode one, UpstreamBook.Call call) {
        BigDecimal charged = one.path("cost").isTextual() ? new BigDecimal(one.path("cost").asText()) : BigDecimal.ONE.negate();
        BigDecimal billed = FaultRig.cost(one.path("provider").asText(), call.input(), call.output());
        boolean same = one.at("/usage/input").asLong(-1) == call.input() && one.at("/usage/output").asLong(-1) == call.output();
        if (!same || charged.compareTo(billed) != 0) {
            wrong.add(words + " differs: ledger " + one.path("usage") + " " + charged + ", book " + call + " " + billed);
        }
        exact++;
        input += call.input();
        output += call.output();
        inLedger = inLedger.add(charged);
        inBook = inBook.add(billed);
    }
}
