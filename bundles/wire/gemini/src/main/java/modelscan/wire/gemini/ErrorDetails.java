package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * The details of an error.
 *
 * @param reason a word for the cause, such as {@code API_KEY_INVALID}
 * @param field the request field that is wrong
 * @param retryDelay seconds to wait, as text
 * @param spent whether a quota is used up that does not come back within minutes
 */
record ErrorDetails(String reason, Optional<String> field, Optional<String> retryDelay, boolean spent) {
    static final ErrorDetails NONE = new ErrorDetails("", Optional.empty(), Optional.empty(), false);

    /** Reads the list of details. */
    static ErrorDetails of(JsonNode details) {
        String reason = "";
        Optional<String> field = Optional.empty();
        Optional<String> delay = Optional.empty();
        boolean spent = false;
        for (JsonNode detail : details) {
            reason = detail.path("reason").isTextual() ? detail.path("reason").textValue() : reason;
            String wait = detail.path("retryDelay").asText();
            delay = wait.endsWith("s") ? Optional.of(wait.substring(0, wait.length() - 1)) : delay;
            for (JsonNode violation : detail.path("fieldViolations")) {
                field = field.or(() -> Optional.of(ErrorWords.clean(violation.path("field").asText(), 200)))
                        .filter(name -> !name.isEmpty());
            }
            for (JsonNode violation : detail.path("violations")) {
                spent |= violation.path("quotaId").asText().contains("PerDay")
                        || violation.path("quotaValue").asText().equals("0");
            }
        }
        return new ErrorDetails(reason, field, delay, spent);
    }
}
