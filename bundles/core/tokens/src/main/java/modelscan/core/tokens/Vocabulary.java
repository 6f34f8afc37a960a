package modelscan.core.tokens;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import modelscan.api.gateway.Model;

/** OpenAI's vocabularies; each is loaded when the first text wants it, which takes part of a second. */
final class Vocabulary {
    // What a fine-tuned model's name begins with.
    private static final String TUNED = "ft:";

    private final EncodingRegistry encodings = Encodings.newLazyEncodingRegistry();

    /** The vocabulary of a model. */
    Encoding of(Model model) {
        String name = model.id().substring(model.id().lastIndexOf('/') + 1);
        String id = name.startsWith(TUNED) ? name.substring(TUNED.length()) : name;
        boolean newer = id.startsWith("gpt-4o") || id.startsWith("gpt-4.");
        boolean older = !newer && (id.startsWith("gpt-4") || id.startsWith("gpt-3") || id.startsWith("text-embedding-"));
        return encodings.getEncoding(older ? EncodingType.CL100K_BASE : EncodingType.O200K_BASE);
    }
}
