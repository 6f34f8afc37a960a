package modelscan.test.roundtrip;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What clients of some dialects cannot be told.
 *
 * @param feature the feature of an answer
 * @param to the dialects
 * @param outcome how it counts
 * @param reason why
 */
record Unsaid(Said.Feature feature, Set<Tongue> to, Outcome outcome, String reason) {
    static final List<Unsaid> ALL = List.of(
            new Unsaid(Said.Feature.ID, Set.of(Tongue.OLLAMA), Outcome.WORDLESS, "an answer has no id"),
            new Unsaid(Said.Feature.SECOND, Set.of(Tongue.RESPONSES, Tongue.ANTHROPIC, Tongue.OLLAMA), Outcome.WORDLESS,
                    "there is one answer only; these clients cannot ask for a second one either"),
            new Unsaid(Said.Feature.SEAL, Set.of(Tongue.OLLAMA), Outcome.WORDLESS, "thoughts are plain text"),
            new Unsaid(Said.Feature.CALL_SEAL, Set.of(Tongue.ANTHROPIC, Tongue.OLLAMA), Outcome.WORDLESS,
                    "a tool call has no signature; to Gemini an unsigned call goes back with the mark that it is foreign"),
            new Unsaid(Said.Feature.SOURCE, Set.of(Tongue.OLLAMA), Outcome.WORDLESS, "sources cannot be named"),
            new Unsaid(Said.Feature.SOURCE_TITLE, Set.of(Tongue.OLLAMA), Outcome.WORDLESS, "sources cannot be named"),
            new Unsaid(Said.Feature.QUOTE, Set.of(Tongue.RESPONSES, Tongue.OLLAMA), Outcome.WORDLESS,
                    "a source has an address and a title, no quote"),
            new Unsaid(Said.Feature.PICTURE, Set.of(Tongue.ANTHROPIC), Outcome.WORDLESS, "a model says no pictures"),
            new Unsaid(Said.Feature.CACHE_READ, Set.of(Tongue.OLLAMA), Outcome.WORDLESS, "only tokens in and out are counted"),
            new Unsaid(Said.Feature.CACHE_WRITE, Set.of(Tongue.GEMINI, Tongue.OLLAMA), Outcome.WORDLESS,
                    "there is no number for what was written into a cache"),
            new Unsaid(Said.Feature.REASONING, Set.of(Tongue.OLLAMA), Outcome.WORDLESS, "only tokens in and out are counted"),
            new Unsaid(Said.Feature.FAILURE, Set.of(Tongue.OLLAMA), Outcome.RESAID,
                    "a failure in a stream is a sentence without a code"));

    /** Why a loss is one that the client cannot be told of; empty if it can be. */
    static Optional<Unsaid> of(Said.Feature feature, Tongue to) {
        return ALL.stream().filter(unsaid -> unsaid.feature == feature && unsaid.to.contains(to)).findFirst();
    }
}
