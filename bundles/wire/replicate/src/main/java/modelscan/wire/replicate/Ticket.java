package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** What is needed to ask for a prediction again: its id. */
final class Ticket {
    private Ticket() {
    }

    /** The ticket of a prediction. */
    static String write(String id) {
        return Json.object().put("id", id).toString();
    }

    /** The id in a ticket. */
    static String read(String ticket) {
        try {
            JsonNode id = Json.read(ticket).path("id");
            if (id.isTextual() && !id.textValue().isEmpty()) {
                return id.textValue();
            }
        } catch (FailureException notJson) {
            // said below
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "this is no ticket of a prediction at Replicate"));
    }
}
