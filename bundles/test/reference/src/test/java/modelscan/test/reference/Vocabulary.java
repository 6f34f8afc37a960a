package modelscan.test.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.model.FailureException;
import modelscan.api.model.Unit;
import modelscan.core.catalog.descriptor.DescriptorReader;

/**
 * A place in a descriptor where only certain words are allowed.
 *
 * @param title how the page calls it
 * @param says what is to be said of it; may be empty
 * @param units whether the words of {@link Unit} are allowed as well
 * @param sample a descriptor with a word at this place that nobody knows
 * @param words what each word means
 */
record Vocabulary(String title, String says, boolean units, ObjectNode sample, Map<String, String> words) {
    private static final String REFUSAL = "unknown key '?'; allowed are ";

    /** All places, in the order of the page. */
    static List<Vocabulary> all() {
        try (InputStream bytes = Vocabulary.class.getResourceAsStream("/vocabulary.json")) {
            JsonNode file = new JsonMapper().readTree(bytes);
            List<Vocabulary> all = new ArrayList<>();
            for (JsonNode place : file.path("places")) {
                ObjectNode sample = file.path("base").deepCopy();
                sample.setAll((ObjectNode) place.path("sample"));
                Map<String, String> words = new LinkedHashMap<>();
                place.path("words").properties().forEach(word -> words.put(word.getKey(), word.getValue().asText()));
                all.add(new Vocabulary(place.path("title").asText(), place.path("says").asText(),
                        place.path("units").asBoolean(), sample, words));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The words that are described here. */
    Set<String> described() {
        Set<String> described = new TreeSet<>(words.keySet());
        if (units) {
            Arrays.stream(Unit.values()).map(Unit::word).forEach(described::add);
        }
        return described;
    }

    /** The words that the reader of descriptors allows here, as it says when it refuses one it does not know. */
    Set<String> allowed() {
        try {
            DescriptorReader.read(new JsonMapper().writeValueAsBytes(sample), "sample");
        } catch (FailureException refused) {
            String message = refused.failure().message();
            int at = message.indexOf(REFUSAL);
            if (at >= 0) {
                return new TreeSet<>(List.of(message.substring(at + REFUSAL.length()).split(", ")));
            }
            throw new AssertionError(title + ": the sample is refused for another reason: " + message, refused);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        throw new AssertionError(title + ": a word that nobody knows is let through: " + sample);
    }
}
