package modelscan.wire.cohere;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.Request;
import modelscan.base.json.Json;

/** Texts for {@code /v2/embed}. */
final class EmbedWriting {
    private static final Set<String> OWN_WORDS = Set.of("input_type", "truncate", "max_tokens", "priority");
    private static final String DOCUMENTS = "search_document";

    private EmbedWriting() {
    }

    /** Writes a request, but not the name of the model. */
    static ObjectNode order(Request request, boolean stream, Losses losses) {
        if (!(request instanceof EmbeddingRequest embedding)) {
            throw new IllegalStateException("a " + request.operation().word() + " request asks for no vectors");
        }
        ObjectNode json = Json.object();
        embedding.inputs().forEach(json.putArray("texts")::add);
        json.putArray("embedding_types").add("float");
        embedding.dimensions().ifPresent(dimensions -> json.put("output_dimension", dimensions));
        embedding.purpose().flatMap(purpose -> type(purpose, losses)).ifPresent(type -> json.put("input_type", type));
        Strange.fields(embedding.extra(), OWN_WORDS, json, losses);
        // It must be told, and texts are far more often stored than asked with.
        if (!json.has("input_type")) {
            json.put("input_type", DOCUMENTS);
        }
        return json;
    }

    private static Optional<String> type(String purpose, Losses losses) {
        return switch (purpose) {
            case "query", "search_query", "retrieval_query" -> Optional.of("search_query");
            case "document", DOCUMENTS, "retrieval_document" -> Optional.of(DOCUMENTS);
            case "classification", "clustering" -> Optional.of(purpose);
            default -> {
                losses.add("purpose", "Cohere knows query, document, classification and clustering");
                yield Optional.empty();
            }
        };
    }
}
