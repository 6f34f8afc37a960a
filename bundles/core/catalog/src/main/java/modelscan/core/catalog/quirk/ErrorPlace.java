package modelscan.core.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.base.json.Json;

/**
 * Where an answer with a status of success says that it is an error.
 *
 * @param at what is there only in an error, or has another value in one
 * @param unless the value that is no error
 * @param message where it says in words what is wrong
 */
public record ErrorPlace(Path at, Optional<JsonNode> unless, Optional<Path> message) {

    /** The error, written as a body that every dialect can read; empty if there is none. */
    Optional<ObjectNode> error(JsonNode answer) {
        return at.one(answer).filter(this::wrong).map(found -> {
            ObjectNode body = Json.object();
            Optional<String> words = message.flatMap(path -> path.one(answer)).map(JsonNode::asText);
            if (found.isObject() && words.isEmpty()) {
                body.set("error", found);
            } else {
                ObjectNode error = body.putObject("error");
                error.put("message", words.orElseGet(() -> found.isTextual() ? found.textValue() : at + " is " + found));
                if (unless.isPresent() && found.isValueNode()) {
                    error.set("code", found);
                }
            }
            return body;
        });
    }

    private boolean wrong(JsonNode found) {
        if (unless.isPresent()) {
            return !unless.get().asText().equals(found.asText());
        }
        return found.isObject() && !found.isEmpty() || found.isTextual() && !found.textValue().isBlank();
    }
}
