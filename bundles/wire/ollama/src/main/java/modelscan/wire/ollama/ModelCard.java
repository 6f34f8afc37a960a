package modelscan.wire.ollama;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Model;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;

/** A model as Ollama's clients read it. */
final class ModelCard {
    // What Ollama itself writes where no time is known.
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private ModelCard() {
    }

    /** An entry of the list. */
    static ObjectNode entry(Candidate candidate) {
        ObjectNode entry = Json.object().put("name", candidate.name()).put("model", candidate.name())
                .put("modified_at", changed(candidate.model()))
                // Nothing of it lies on this disk.
                .put("size", 0)
                .put("digest", digest(candidate.name()));
        entry.set("details", details(candidate));
        return entry;
    }

    /** All there is to know. */
    static ObjectNode card(Candidate candidate) {
        Model model = candidate.model();
        ObjectNode card = Json.object().put("modelfile", "").put("parameters", "").put("template", "")
                .put("modified_at", changed(model));
        card.set("details", details(candidate));
        ObjectNode info = card.putObject("model_info").put("general.architecture", candidate.provider())
                .put("general.basename", model.id());
        model.context().ifPresent(tokens -> info.put(candidate.provider() + ".context_length", tokens));
        capabilities(model, card.putArray("capabilities"));
        return card;
    }

    private static ObjectNode details(Candidate candidate) {
        ObjectNode details = Json.object().put("parent_model", "").put("format", "").put("family", candidate.provider());
        details.putArray("families").add(candidate.provider());
        return details.put("parameter_size", "").put("quantization_level", "");
    }

    private static void capabilities(Model model, ArrayNode words) {
        Set<String> known = model.capabilities();
        add(model.operations().contains(Operation.CHAT), "completion", words);
        add(model.operations().contains(Operation.EMBEDDING), "embedding", words);
        add(known.contains("tools"), "tools", words);
        add(known.contains("vision"), "vision", words);
        add(known.contains("reasoning") || known.contains("thinking"), "thinking", words);
    }

    private static void add(boolean can, String word, ArrayNode words) {
        if (can) {
            words.add(word);
        }
    }

    private static String changed(Model model) {
        return model.verified().map(day -> day + "T00:00:00Z").orElse(NEVER);
    }

    // Clients show its beginning and tell models apart by it.
    private static String digest(String name) {
        try {
            byte[] name256 = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(name256);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
