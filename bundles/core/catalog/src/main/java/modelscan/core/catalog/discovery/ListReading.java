package modelscan.core.catalog.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Model;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import modelscan.core.catalog.descriptor.Listing;
import modelscan.core.catalog.path.Path;

/** Reads a provider's own list of models. */
record ListReading(Listing listing, Set<Operation> serves) {
    private static final int MOST = 2000;
    private static final int LONGEST_ID = 200;

    /**
     * The models that can be used here, the first two thousand.
     *
     * @throws FailureException if it is no list of models
     */
    List<Model> models(byte[] body) {
        JsonNode answer = read(body);
        boolean topList = listing.items().member().isEmpty();
        List<JsonNode> items = topList && answer.isArray() ? List.copyOf(answer.valueStream().toList())
                : listing.items().all(answer);
        Map<String, Model> models = new LinkedHashMap<>();
        for (JsonNode item : items) {
            if (models.size() < MOST) {
                model(item).ifPresent(model -> models.putIfAbsent(model.id(), model));
            }
        }
        if (answer.path(listing.items().member()).isTextual() || models.isEmpty() && !items.isEmpty() || items.isEmpty() && !lists(answer)) {
            throw noList();
        }
        return List.copyOf(models.values());
    }

    // An empty list is a list as well: an engine without models.
    private boolean lists(JsonNode answer) {
        return listing.items().member().isEmpty() ? answer.isArray() : answer.has(listing.items().member());
    }

    private static JsonNode read(byte[] body) {
        try {
            return Json.read(body);
        } catch (FailureException malformed) {
            throw noList();
        }
    }

    private static FailureException noList() {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "its answer is not a list of models"));
    }

    private Optional<Model> model(JsonNode item) {
        String full = item.isTextual() ? item.textValue() : listing.id().first(item).map(JsonNode::asText).orElse("");
        String id = full.startsWith(listing.strip()) ? full.substring(listing.strip().length()) : full;
        if (id.isBlank() || id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        return OperationGuess.of(id, serves).map(operation -> new Model(id, Set.of(operation), count(listing.context(), item),
                count(listing.output(), item), Set.of(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static Optional<Integer> count(Optional<Path> path, JsonNode item) {
        return path.flatMap(place -> place.first(item)).map(JsonNode::asLong)
                .filter(count -> count > 0 && count <= Integer.MAX_VALUE).map(Long::intValue);
    }
}
