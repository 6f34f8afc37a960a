package modelscan.shell.commands.socket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.base.json.Json;

/** How a command line ended: the exit code of the client, and a sentence when it is not 0. */
record Outcome(int code, Optional<String> error) {
    static final Outcome DONE = new Outcome(0, Optional.empty());
    static final Outcome CANCELLED = new Outcome(130, Optional.of("cancelled"));

    static Outcome failed(String error) {
        return new Outcome(1, Optional.of(error));
    }

    /** The client does not speak the protocol. */
    static Outcome garbled(String error) {
        return new Outcome(2, Optional.of(error));
    }

    ObjectNode json() {
        ObjectNode json = Json.object().put("done", code);
        error.ifPresent(sentence -> json.put("error", sentence));
        return json;
    }
}
