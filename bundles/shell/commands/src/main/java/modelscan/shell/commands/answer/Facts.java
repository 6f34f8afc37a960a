package modelscan.shell.commands.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import modelscan.base.json.Json;

/** What is known of one thing: a line for each fact, or the same as a JSON object. */
public record Facts(ObjectNode facts) implements Answer {
    public Facts {
        Objects.requireNonNull(facts, "facts");
    }

    @Override
    public ObjectNode json() {
        return Document.versioned().setAll(facts.deepCopy());
    }

    @Override
    public String text(Paper paper) {
        int widest = facts.properties().stream().mapToInt(fact -> fact.getKey().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        facts.properties().forEach(fact -> {
            // A list of sentences is read line by line, and never cut.
            String value = fact.getValue().isArray() && !fact.getValue().isEmpty()
                    ? String.join("\n" + " ".repeat(widest + 2), fact.getValue().valueStream().map(Printable::cell).toList())
                    : fact.getValue().isArray() ? "none" : Printable.cell(fact.getValue());
            String line = fact.getKey() + " ".repeat(widest + 2 - fact.getKey().length()) + value;
            text.append(text.isEmpty() ? "" : "\n").append(line);
        });
        return text.toString();
    }

    /** A new object for facts. */
    public static ObjectNode object() {
        return Json.object();
    }
}
