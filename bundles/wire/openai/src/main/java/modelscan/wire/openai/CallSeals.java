package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import modelscan.api.model.Seal;

/** The signature of a tool call: Gemini's, which speaks this protocol too and is the only one that signs calls. */
final class CallSeals {
    static final String MEMBER = "extra_content";
    private static final String GEMINI = "gemini";
    private static final String WORD = "thought_signature";

    private CallSeals() {
    }

    /** The signature beside a call. */
    static Optional<Seal> read(JsonNode call) {
        JsonNode text = call.path(MEMBER).path("google").path(WORD);
        return text.isTextual() && !text.textValue().isEmpty() ? Optional.of(Seal.read(text.textValue(), GEMINI))
                : Optional.empty();
    }

    /** Whether there is nothing beside a call but the signature. */
    static boolean only(JsonNode call) {
        JsonNode beside = call.path(MEMBER);
        return beside.size() == 1 && beside.path("google").size() == 1 && read(call).isPresent();
    }

    /** Writes it for a client. */
    static void written(Optional<Seal> seal, ObjectNode call) {
        seal.ifPresent(known -> put(known.written(GEMINI), call));
    }

    /** Writes it for a provider; one of another vendor is left out. */
    static void forProvider(Optional<Seal> seal, ObjectNode call) {
        seal.flatMap(known -> known.forDialect(GEMINI)).ifPresent(text -> put(text, call));
    }

    private static void put(String text, ObjectNode call) {
        call.putObject(MEMBER).putObject("google").put(WORD, text);
    }
}
