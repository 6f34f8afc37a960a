package modelscan.http.gateway;

import java.io.IOException;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** Whose API a caller of the model lists knows; the paths are the same, the headers tell. */
enum Caller {
    /** Everybody else. */
    OPENAI,
    /** Sends {@code anthropic-version}. */
    ANTHROPIC,
    /** Sends {@code x-goog-api-key}, or asks below {@code /v1beta}. */
    GEMINI;

    private static final String LIST = "/v1/models";

    static Caller of(Call call) {
        return call.path().startsWith("/v1beta/") ? GEMINI : ofHeaders(call);
    }

    /** Whose API the headers tell of. */
    static Caller ofHeaders(Call call) {
        if (call.header("anthropic-version").isPresent()) {
            return ANTHROPIC;
        }
        return call.header("x-goog-api-key").isPresent() || call.header("x-goog-api-client").isPresent() ? GEMINI : OPENAI;
    }

    /** Answers with these models, or the page of them that is asked for. */
    void list(List<Candidate> models, Call call) throws IOException {
        call.answer(200, Answer.JSON, Json.write(switch (this) {
            case OPENAI -> OpenAiModels.list(models);
            case ANTHROPIC -> AnthropicModels.list(models, call);
            case GEMINI -> GeminiModels.list(models, call);
        }));
    }

    /** Answers with one model. */
    void one(Candidate model, Call call) throws IOException {
        call.answer(200, Answer.JSON, Json.write(switch (this) {
            case OPENAI -> OpenAiModels.entry(model);
            case ANTHROPIC -> AnthropicModels.entry(model);
            case GEMINI -> GeminiModels.entry(model);
        }));
    }

    /** Answers that there is no such model. */
    void missing(String id, Call call) throws IOException {
        Failure failure = Failure.of(ErrorCode.MODEL_NOT_FOUND, "there is no model '" + id + "'").at("model");
        call.answer(failure.status(), Answer.JSON, error(failure));
    }

    /** Whether this is an address of the model lists, at which only the caller's headers tell how errors look. */
    static boolean asks(String path) {
        return path.equals(LIST) || path.startsWith(LIST + "/") && path.indexOf(':') < 0;
    }

    /** How an error looks to this caller. */
    byte[] error(Failure failure) {
        return switch (this) {
            case OPENAI -> ErrorShape.OPENAI.body(failure);
            case ANTHROPIC -> Json.write(AnthropicModels.error(failure));
            case GEMINI -> Json.write(GeminiModels.error(failure));
        };
    }
}
