package modelscan.core.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.base.json.Json;
import modelscan.base.json.JsonBytes;
import modelscan.core.catalog.path.ErrorMark;

/** What is looked for in answers; those without it are passed on unread. */
public final class Look {
    private final Quirks quirks;
    // The names of members, by which most messages are known not to have them.
    private final List<byte[]> names;

    /** Looks for what these quirks are about. */
    public Look(Quirks quirks) {
        this.quirks = quirks;
        this.names = Stream.concat(quirks.usage().stream(), quirks.error().map(ErrorMark::at).stream())
                .map(path -> ('"' + path.member() + '"').getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Whether nothing is looked for. */
    public boolean idle() {
        return names.isEmpty();
    }

    /** Whether these bytes may hold something that is looked for. */
    public boolean concerns(byte[] data) {
        for (byte[] name : names) {
            if (JsonBytes.contains(data, name)) {
                return true;
            }
        }
        return false;
    }

    /** The error that this answer is, as a body that every dialect can read. */
    public Optional<ObjectNode> error(JsonNode answer) {
        return quirks.error().flatMap(mark -> mark.in(answer).map(found -> error(mark, found, answer)));
    }

    private static ObjectNode error(ErrorMark mark, JsonNode found, JsonNode answer) {
        Optional<String> words = mark.words(answer);
        ObjectNode body = Json.object();
        if (found.isContainerNode() && words.isEmpty()) {
            body.set("error", found);
            return body;
        }
        ObjectNode error = body.putObject("error");
        error.put("message", words.orElseGet(() -> found.isTextual() ? found.textValue() : mark.at() + " is " + found));
        if (mark.unless().isPresent() && found.isValueNode()) {
            error.set("code", found);
        }
        return body;
    }

    /** Puts the usage where dialects look for it. */
    public void moveUsage(ObjectNode answer) {
        quirks.usage().flatMap(path -> path.first(answer)).filter(JsonNode::isObject)
                .filter(_ -> !answer.path("usage").isObject()).ifPresent(found -> answer.set("usage", found));
    }
}
