package modelscan.test.roundtrip;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What does not arrive as it was said and is told to nobody, on purpose, with the reason.
 *
 * @param facet the feature
 * @param to in which dialects
 * @param outcome how it counts
 * @param reason why nobody has to be told
 */
record Known(Facet facet, Set<Tongue> to, Outcome outcome, String reason) {
    static final List<Known> ALL = List.of(
            new Known(Facet.SEAL, Set.of(Tongue.values()), Outcome.IN_VAIN,
                    "only the vendor that sealed a thought can read it; it travels back to that one alone"),
            new Known(Facet.CACHE_MARK, Set.of(Tongue.OPENAI, Tongue.RESPONSES, Tongue.GEMINI, Tongue.OLLAMA, Tongue.COHERE,
                    Tongue.REPLICATE), Outcome.IN_VAIN, "these providers decide themselves what they keep"),
            new Known(Facet.SCHEMA_STRICT, Set.of(Tongue.GEMINI, Tongue.OLLAMA), Outcome.RESAID,
                    "these providers keep to a schema in any case"),
            new Known(Facet.NO_TOOL, Set.of(Tongue.OLLAMA, Tongue.BEDROCK), Outcome.RESAID,
                    "no tools are shown, so none is called"));

    /** Why a loss need not be told; empty if it must be. */
    static Optional<Known> of(Facet facet, Tongue from, Tongue to) {
        return ALL.stream().filter(known -> from != to && known.facet == facet && known.to.contains(to)).findFirst();
    }
}
