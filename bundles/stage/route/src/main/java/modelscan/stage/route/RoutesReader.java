package modelscan.stage.route;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** Reads routes and labels; what is wrong is named with the route and the key. */
final class RoutesReader {
    private static final Set<String> GROUP = Set.of("models", "strategy", "weights", "where", "blacklist", "blacklistSeconds");
    private static final Set<String> WHERE = Set.of("maxCost", "maxLatencyMs", "capabilities", "labels");

    private RoutesReader() {
    }

    /** The groups by name. */
    static Map<String, Group> groups(String json) {
        Map<String, Group> groups = new LinkedHashMap<>();
        object(json, "routes").ifPresent(fields -> fields.keys().forEach(name -> groups.put(name, group(name, fields))));
        return groups;
    }

    /** The labels by provider. */
    static Map<String, Set<String>> labels(String json) {
        Map<String, Set<String>> labels = new HashMap<>();
        object(json, "labels").ifPresent(fields -> fields.keys().forEach(provider ->
                labels.put(provider, Set.copyOf(fields.texts(provider)))));
        return labels;
    }

    private static Optional<Fields> object(String json, String place) {
        if (json.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Fields.open(Json.read(json), place));
        } catch (FailureException wrong) {
            throw refuse(wrong.failure().message().startsWith(place) ? wrong.failure().message()
                    : place + ": " + wrong.failure().message());
        }
    }

    private static Group group(String name, Fields all) {
        JsonNode value = all.value(name).orElseThrow(() -> refuse("routes: the route '" + name + "' is empty"));
        Fields fields = Fields.of(value, "routes " + name, GROUP);
        List<String> models = fields.texts("models");
        if (name.equals("auto") || name.startsWith("auto:")) {
            throw refuse("routes: 'auto' is there already and cannot be the name of a route");
        }
        if (models.isEmpty()) {
            throw refuse(fields.place() + ": 'models' is missing");
        }
        return new Group(models, fields.optionalText("strategy"), weights(fields), where(fields), ban(fields));
    }

    private static Optional<String> weights(Fields fields) {
        List<String> weights = new ArrayList<>();
        fields.named("weights").ifPresent(named -> named.keys().forEach(key -> weights.add(key + "=" + named.decimal(key)
                .filter(weight -> weight.signum() >= 0)
                .orElseThrow(() -> refuse(named.place() + ": '" + key + "' must be a number from 0 on")).toPlainString())));
        return weights.isEmpty() ? Optional.empty() : Optional.of(String.join(",", weights));
    }

    private static Optional<Ban> ban(Fields fields) {
        int seconds = fields.count("blacklistSeconds").orElse(Settings.BLACKLIST_SECONDS);
        return fields.count("blacklist").map(failures -> Ban.of(failures, seconds));
    }

    private static Where where(Fields fields) {
        return fields.object("where", WHERE).map(where -> new Where(where.decimal("maxCost"), where.count("maxLatencyMs"),
                Set.copyOf(where.texts("capabilities")), Set.copyOf(where.texts("labels")))).orElse(Where.ANY);
    }

    private static FailureException refuse(String message) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, message));
    }
}
