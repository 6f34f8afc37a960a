package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import modelscan.base.wire.ErrorWords;

/**
 * The details of an error.
 *
 * @param reason a word for the cause, such as {@code API_KEY_INVALID}
 * @param field the request field that is wrong
 * @param spent whether a quota is used up that does not come back within minutes
 */
record ErrorDetails(String reason, Optional<String> field, boolean spent) {

    /** Reads the list of details. */
    static ErrorDetails of(JsonNode details) {
        String reason = "";
        Optional<String> field = Optional.empty();
        boolean spent = false;
        for (JsonNode detail : details) {
            reason = detail.path("reason").isTextual() ? detail.path("reason").textValue() : reason;
            for (JsonNode violation : detail.path("fieldViolations")) {
                field = field.or(() -> Optional.of(ErrorWords.clean(violation.path("field").asText(), 200)))
                        .filter(name -> !name.isEmpty());
            }
            for (JsonNode violation : detail.path("violations")) {
                spent |= violation.path("quotaId").asText().contains("PerDay")
                        || violation.path("quotaValue").asText().equals("0");
            }
        }
        return new ErrorDetails(reason, field, spent);
    }
}
