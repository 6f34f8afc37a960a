package modelscan.stage.budget;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.base.json.Json;

/** What was set aside for requests that have no entry in the ledger yet, by request and budget; as it stands in the journal. */
final class Reservations {
    static final String KIND = "budget";
    private static final int MOST = 100_000;

    private final Map<String, ObjectNode> open = new LinkedHashMap<>();
    private final Set<String> stored = new HashSet<>();

    /** The request, then a line for each budget: its amount, a space, its id. It is written for each call, so it is cheap. */
    static byte[] write(String request, List<Purse> purses, List<BigDecimal> amounts) {
        StringBuilder text = new StringBuilder(64 * (purses.size() + 1)).append(request);
        for (int i = 0; i < amounts.size(); i++) {
            text.append('\n').append(amounts.get(i)).append(' ').append(purses.get(i).id());
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Takes what was set aside for one call of a request. */
    void take(byte[] data) {
        String[] lines = new String(data, StandardCharsets.UTF_8).split("\n", -1);
        ObjectNode all = open.computeIfAbsent(lines[0], _ -> Json.object());
        for (int i = 1; i < lines.length; i++) {
            String[] parts = lines[i].split(" ", 2);
            try {
                all.put(parts[parts.length - 1], amount(all, parts[parts.length - 1]).add(new BigDecimal(parts[0])).toString());
            } catch (NumberFormatException notOurs) {
                // Another version wrote it: what is not known is marked so.
            }
        }
        if (open.size() > MOST) {
            open.remove(open.keySet().iterator().next());
        }
    }

    /** What was set aside for a request that is settled now, by budget; empty if nothing is known of it. */
    Optional<Map<String, BigDecimal>> settled(String request) {
        ObjectNode all = open.remove(request);
        if (all == null) {
            return Optional.empty();
        }
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        all.fieldNames().forEachRemaining(budget -> amounts.put(budget, amount(all, budget)));
        return Optional.of(amounts);
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    void clear() {
        open.clear();
    }

    /** Begins with what is in the store. */
    void load(Map<String, ObjectNode> kept) {
        open.putAll(kept);
        stored.addAll(kept.keySet());
    }

    /** What is not in the store yet. */
    Map<String, ObjectNode> fresh() {
        Map<String, ObjectNode> fresh = new LinkedHashMap<>(open);
        fresh.keySet().removeAll(stored);
        return fresh;
    }

    /** What is in the store and no longer open. */
    Set<String> gone() {
        Set<String> gone = new HashSet<>(stored);
        gone.removeAll(open.keySet());
        return gone;
    }

    /** The store is level. */
    void kept() {
        stored.clear();
        stored.addAll(open.keySet());
    }

    private static BigDecimal amount(ObjectNode all, String budget) {
        return new BigDecimal(all.path(budget).asText("0"));
    }
}
