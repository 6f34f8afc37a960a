package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.base.json.Json;

/** Documents for {@code /v2/rerank}. */
final class RerankWriting {
    private static final Set<String> OWN_WORDS = Set.of("max_tokens_per_doc", "priority");

    private RerankWriting() {
    }

    /** Writes a request, but not the name of the model. */
    static ObjectNode order(Request request, boolean stream, Losses losses) {
        if (!(request instanceof RerankRequest rerank)) {
            throw new IllegalStateException("a " + request.operation().word() + " request ranks nothing");
        }
        ObjectNode json = Json.object().put("query", rerank.query());
        rerank.documents().forEach(json.putArray("documents")::add);
        rerank.limit().ifPresent(limit -> json.put("top_n", limit));
        Strange.fields(rerank.extra(), OWN_WORDS, json, losses);
        return json;
    }
}
