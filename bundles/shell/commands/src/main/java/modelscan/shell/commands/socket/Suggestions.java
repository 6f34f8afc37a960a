package modelscan.shell.commands.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.base.json.Json;

/**
 * How a line could go on.
 *
 * @param candidates the words that may stand there
 * @param from where in the line the word begins that they replace
 */
public record Suggestions(List<String> candidates, int from) {
    public Suggestions {
        candidates = List.copyOf(candidates);
    }

    ObjectNode json() {
        ObjectNode json = Json.object();
        candidates.forEach(json.putArray("candidates")::add);
        return json.put("from", from);
    }

    /** Knows how a line could go on. */
    @FunctionalInterface
    public interface Source {
        /** What may stand at the cursor. */
        Suggestions at(String line, int cursor);
    }
}
