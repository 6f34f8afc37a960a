package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Documents to be put in order of relevance.
 *
 * @param model the model's name as the caller wrote it
 * @param query what they shall be relevant to
 * @param documents the documents
 * @param limit how many of the best to name
 * @param extra fields without a neutral word
 */
public record RerankRequest(String model, String query, List<String> documents, Optional<Integer> limit,
        ObjectNode extra) implements Request {
    public RerankRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(query, "query");
        documents = List.copyOf(documents);
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(extra, "extra");
    }
}
