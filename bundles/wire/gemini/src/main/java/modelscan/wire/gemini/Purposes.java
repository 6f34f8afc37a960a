package modelscan.wire.gemini;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What vectors are for: {@code taskType}. */
final class Purposes {
    private static final Map<String, String> SHORT = Map.of("query", "RETRIEVAL_QUERY", "document", "RETRIEVAL_DOCUMENT",
            "similarity", "SEMANTIC_SIMILARITY");
    private static final Set<String> KNOWN = Set.of("RETRIEVAL_QUERY", "RETRIEVAL_DOCUMENT", "SEMANTIC_SIMILARITY",
            "CLASSIFICATION", "CLUSTERING", "QUESTION_ANSWERING", "FACT_VERIFICATION", "CODE_RETRIEVAL_QUERY");

    private Purposes() {
    }

    /** The neutral word of one of Google's. */
    static String read(String word) {
        return SHORT.entrySet().stream().filter(each -> each.getValue().equals(word)).map(Map.Entry::getKey).findFirst()
                .orElse(word.toLowerCase(Locale.ROOT));
    }

    /** Google's word for a purpose, if it has one. */
    static Optional<String> write(String purpose) {
        String upper = purpose.toUpperCase(Locale.ROOT);
        return Optional.ofNullable(SHORT.get(purpose)).or(() -> Optional.of(upper).filter(KNOWN::contains));
    }
}
