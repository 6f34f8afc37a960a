package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Part;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** The marks {@code cache_control} of a request that is being written. */
final class CacheMarks {
    static final String KEY = "cache_control";
    private static final int MOST = 4;
    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(1);

    private final List<ObjectNode> marked = new ArrayList<>();

    /** The mark at a block; empty if there is none. */
    static Optional<Part.CacheMark> read(Place block) {
        return block.member(KEY).filter(mark -> mark.object().member("type").isPresent())
                .map(mark -> new Part.CacheMark(mark.member("ttl").map(CacheMarks::life)));
    }

    /** What the mark at a block says beyond its life. */
    static ObjectNode more(Place block) {
        ObjectNode more = Json.object();
        block.member(KEY).map(mark -> mark.object().others(Set.of("type", "ttl"))).filter(rest -> !rest.isEmpty())
                .ifPresent(rest -> more.set(KEY, rest));
        return more;
    }

    /** Marks a block; thoughts cannot be marked. */
    void put(ObjectNode block, Part.CacheMark mark) {
        if (block.path("type").asText().endsWith("thinking") || block.has(KEY)) {
            return;
        }
        ObjectNode written = block.putObject(KEY).put("type", "ephemeral");
        mark.life().ifPresent(life -> written.put("ttl", life.compareTo(SHORT) > 0 ? "1h" : "5m"));
        marked.add(block);
    }

    /** Takes away the earliest marks beyond what is allowed: a later one covers them. */
    void limit(Losses losses) {
        for (int number = 0; number < marked.size() - MOST; number++) {
            marked.get(number).remove(KEY);
            losses.add(KEY, "Anthropic takes at most " + MOST + " marks");
        }
    }

    private static Duration life(Place ttl) {
        return ttl.text().equals("1h") ? LONG : SHORT;
    }
}
