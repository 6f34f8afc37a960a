package modelscan.stage.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Audit.Change;
import modelscan.api.gateway.Audit.Taken;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** A change as it stands in the journal: JSON. Nobody should hand over a secret; what looks like one is hidden once more. */
final class ChangeText {
    static final String HIDDEN = "(hidden)";
    private static final Set<String> SECRET = Set.of("key", "password", "secret", "token");
    private static final int LONGEST_WORD = 300;
    private static final int LONGEST_NODE = 200_000;

    private ChangeText() {
    }

    static byte[] write(Change change) {
        ObjectNode json = Json.object().put("actor", cut(change.actor())).put("action", cut(change.action()))
                .put("subject", cut(change.subject()));
        json.set("before", shown(change.before()));
        json.set("after", shown(change.after()));
        return Json.write(json);
    }

    /** The change in an entry of the journal; empty if this is none that this version understands. */
    static Optional<Taken> read(Journal.Entry entry) {
        try {
            ObjectNode json = Json.readObject(entry.data());
            return Optional.of(new Taken(entry.position(), entry.at(), new Change(json.path("actor").asText(),
                    json.path("action").asText(), json.path("subject").asText(), json.path("before"), json.path("after"))));
        } catch (FailureException notOurs) {
            return Optional.empty();
        }
    }

    private static JsonNode shown(JsonNode node) {
        JsonNode hidden = hidden(node.deepCopy());
        int length = hidden.toString().length();
        return length <= LONGEST_NODE ? hidden : Json.object().put("left_out", length + " characters are too many for the trail");
    }

    private static JsonNode hidden(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                boolean secret = SECRET.contains(member.getKey().toLowerCase(Locale.ROOT)) && member.getValue().isTextual()
                        && !member.getValue().textValue().startsWith("$[");
                member.setValue(secret ? TextNode.valueOf(HIDDEN) : hidden(member.getValue()));
            }
        } else {
            node.forEach(ChangeText::hidden);
        }
        return node;
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_WORD ? text : text.substring(0, LONGEST_WORD);
    }
}
