package modelscan.shell.commands.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;
import modelscan.base.json.Json;

/** Another answer, asked for as JSON. */
public record Document(Answer answer) implements Answer {
    private static final int VERSION = 1;

    public Document {
        Objects.requireNonNull(answer, "answer");
    }

    @Override
    public ObjectNode json() {
        return answer.json();
    }

    @Override
    public String text(Paper paper) {
        return Json.pretty(json());
    }

    /** A new object that says which version of our JSON it is. */
    static ObjectNode versioned() {
        return Json.object().put("v", VERSION);
    }
}
