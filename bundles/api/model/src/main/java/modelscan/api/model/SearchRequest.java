package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A question to a search engine.
 *
 * @param model the engine's name as the caller wrote it
 * @param query the question
 * @param limit how many hits
 * @param domains the only sites to search; empty for all
 * @param extra fields without a neutral word
 */
public record SearchRequest(String model, String query, Optional<Integer> limit, List<String> domains, ObjectNode extra)
        implements Request {
    public SearchRequest {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(query, "query");
        Objects.requireNonNull(limit, "limit");
        domains = List.copyOf(domains);
        Objects.requireNonNull(extra, "extra");
    }
}
