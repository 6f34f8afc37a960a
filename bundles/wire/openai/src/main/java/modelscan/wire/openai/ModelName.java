package modelscan.wire.openai;

import modelscan.api.model.Operation;
import modelscan.base.wire.Place;

/** The model that a request names. */
final class ModelName {
    // The one that OpenAI takes when a client names none, as most do.
    private static final String MODERATION = "omni-moderation-latest";

    private ModelName() {
    }

    /** The name; a failure that says what to do if there is none. */
    static String of(Operation operation, Place request) {
        if (operation == Operation.MODERATION && request.member("model").isEmpty()) {
            return MODERATION;
        }
        String name = request.member("model").map(Place::text).orElse("");
        if (name.isBlank()) {
            throw request.wrong("model", "is missing: name a model, such as 'echo/" + operation.word() + "'");
        }
        return name;
    }
}
