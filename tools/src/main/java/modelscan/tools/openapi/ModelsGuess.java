package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modelscan.api.model.Operation;

/** The models that a document names, and how they are listed. */
final class ModelsGuess {
    private ModelsGuess() {
    }

    /** The models, each with the operations in whose requests it is named. */
    static Map<String, Set<Operation>> of(Map<Operation, Endpoint> chosen) {
        Map<String, Set<Operation>> models = new LinkedHashMap<>();
        chosen.forEach((operation, endpoint) -> {
            for (String name : List.of("model", "model_id")) {
                endpoint.asks().member(name).ifPresent(schema -> named(endpoint.document(), schema).forEach(model ->
                        models.computeIfAbsent(model, _ -> EnumSet.noneOf(Operation.class)).add(operation)));
            }
        });
        return models;
    }

    private static List<String> named(Document document, JsonNode schema) {
        // A name among free text stands in one of several alternatives.
        Stream<JsonNode> all = Stream.concat(Stream.of(schema),
                Stream.of("anyOf", "oneOf").flatMap(word -> schema.path(word).valueStream()));
        return all.flatMap(one -> Shape.shown(document.resolved(one)).stream()).filter(JsonNode::isTextual)
                .map(JsonNode::asText).filter(model -> model.matches("[\\w.:/@+-]{1,200}")).distinct().toList();
    }

    /** The word {@code listing}; empty if the usual one fits. */
    static Optional<ObjectNode> listing(Endpoint endpoint, String path) {
        ObjectNode listing = JsonNodeFactory.instance.objectNode().put("path", path);
        Shape tells = endpoint.tells();
        for (String items : List.of("data", "models", "items", "results")) {
            Optional<JsonNode> list = tells.member(items).filter(schema -> Shape.type(schema).equals("array"));
            if (list.isPresent()) {
                Shape item = Shape.of(endpoint.document(), list.get().path("items"));
                String id = List.of("id", "name", "model", "slug").stream().filter(item::has).findFirst().orElse("id");
                boolean usual = path.equals("/models") && items.equals("data") && id.equals("id");
                return usual ? Optional.empty() : Optional.of(listing.put("items", items).put("id", id));
            }
        }
        return path.equals("/models") ? Optional.empty() : Optional.of(listing);
    }
}
