package modelscan.wire.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Reasoning;
import modelscan.api.model.ResponseFormat;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/**
 * How hard to think and which form to answer in, which this protocol says in the same places.
 *
 * @param reasoning how hard to think
 * @param format the form of the answer
 */
record Thoughts(Optional<Reasoning> reasoning, ResponseFormat format) {
    static final String THINKING = "thinking";
    static final String CONFIG = "output_config";
    static final String OLD_FORMAT = "output_format";

    /** The word for no thinking at all. */
    static final String NONE = "none";

    /** Reads both; what has no neutral word goes into {@code extra}, which word was chosen into the notes. */
    static Thoughts read(Place request, ObjectNode extra, ObjectNode notes) {
        Optional<Place> thinking = request.member(THINKING).map(Place::object);
        Optional<Place> config = request.member(CONFIG).map(Place::object);
        Optional<String> type = thinking.map(place -> place.wanted("type").text());
        type.ifPresent(word -> notes.put(THINKING, word));
        thinking.map(place -> place.others(Set.of("type", "budget_tokens"))).ifPresent(more -> put(extra, THINKING, more));
        boolean off = type.filter("disabled"::equals).isPresent();
        config.map(place -> place.others(off ? Set.of("format") : Set.of("format", "effort")))
                .ifPresent(more -> put(extra, CONFIG, more));
        Optional<String> effort = off ? Optional.of(NONE) : config.flatMap(place -> place.member("effort")).map(Place::text);
        Optional<Integer> budget = thinking.flatMap(place -> place.member("budget_tokens")).map(Place::count);
        Optional<Reasoning> reasoning = thinking.isPresent() || effort.isPresent()
                ? Optional.of(new Reasoning(effort, budget)) : Optional.empty();
        return new Thoughts(reasoning, format(request, config, extra, notes));
    }

    private static ResponseFormat format(Place request, Optional<Place> config, ObjectNode extra, ObjectNode notes) {
        Optional<Place> today = config.flatMap(place -> place.member("format"));
        Optional<Place> old = request.member(OLD_FORMAT);
        Optional<Place> format = today.or(() -> old);
        if (format.isEmpty()) {
            return new ResponseFormat.Text();
        }
        if (!format.get().object().wanted("type").text().equals("json_schema")) {
            put(extra, OLD_FORMAT, Json.object().setAll((ObjectNode) format.get().node()));
            return new ResponseFormat.Text();
        }
        if (today.isEmpty()) {
            notes.put(OLD_FORMAT, true);
        }
        return new ResponseFormat.Schema("answer", format.get().wanted("schema").object().node(), Optional.empty());
    }

    private static void put(ObjectNode extra, String key, ObjectNode more) {
        if (!more.isEmpty()) {
            extra.set(key, more);
        }
    }
}
