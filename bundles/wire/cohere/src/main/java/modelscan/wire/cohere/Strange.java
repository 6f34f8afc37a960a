package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.base.json.Json;

/** Fields of the caller's own dialect. */
final class Strange {
    private Strange() {
    }

    /** Passes on those that are Cohere's own words, whoever wrote them; the others are lost. */
    static void fields(ObjectNode extra, Set<String> words, ObjectNode json, Losses losses) {
        ObjectNode others = Json.object();
        extra.properties().forEach(field -> {
            boolean known = words.contains(field.getKey()) && !json.has(field.getKey());
            (known ? json : others).set(field.getKey(), field.getValue());
        });
        losses.strange(others, Cohere.NAME);
    }
}
