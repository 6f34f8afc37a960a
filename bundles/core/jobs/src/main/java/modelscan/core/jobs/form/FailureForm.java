package modelscan.core.jobs.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** A failure as JSON. */
public final class FailureForm {
    private FailureForm() {
    }

    /** Writes it; what is not known is null. */
    public static ObjectNode write(Failure failure) {
        return Json.object().put("code", failure.code().word()).put("message", failure.message())
                .put("status", failure.status()).put("provider", failure.provider().orElse(null))
                .put("field", failure.field().orElse(null)).put("reason", failure.reason().orElse(null))
                .put("retry_after", failure.retryAfter().map(Duration::toString).orElse(null));
    }

    /** Reads it; a code that is not known any more counts as a fault of ours. */
    public static Failure read(JsonNode json) {
        ErrorCode code = ErrorCode.INTERNAL;
        for (ErrorCode known : ErrorCode.values()) {
            code = known.word().equals(json.path("code").asText()) ? known : code;
        }
        return new Failure(code, json.path("message").asText(), json.path("status").asInt(),
                MediaForm.text(json, "provider"), MediaForm.text(json, "field"), MediaForm.text(json, "reason"),
                MediaForm.text(json, "retry_after").map(Duration::parse));
    }
}
