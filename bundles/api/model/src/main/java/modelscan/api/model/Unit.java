package modelscan.api.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be counted and billed.
 *
 * <p>Totals include their parts: {@link #INPUT} counts the cached tokens too, {@link #OUTPUT} the reasoning.
 */
public enum Unit {
    /** All tokens that went in. */
    INPUT,
    /** Of the input: read from the provider's prompt cache. */
    CACHE_READ,
    /** Of the input: written to the provider's prompt cache for minutes. */
    CACHE_WRITE,
    /** Of the input: written to the provider's prompt cache for an hour. */
    CACHE_WRITE_LONG,
    /** Of the input: audio tokens. */
    INPUT_AUDIO,
    /** Of the input: image tokens. */
    INPUT_IMAGE,
    /** All tokens that came out. */
    OUTPUT,
    /** Of the output: thinking. */
    REASONING,
    /** Of the output: audio tokens. */
    OUTPUT_AUDIO,
    /** Of the output: image tokens. */
    OUTPUT_IMAGE,
    /** Characters, as speech is billed. */
    CHARACTER,
    /** Seconds of sound or film. */
    SECOND,
    /** Pictures. */
    IMAGE,
    /** Pages of a document. */
    PAGE,
    /** Calls, whatever their size. */
    REQUEST,
    /** Searches, in a search engine or inside an answer. */
    SEARCH,
    /** The provider's own currency. */
    CREDIT;

    /** All of them, in their order. */
    public static final List<Unit> ALL = List.of(values());

    static final int COUNT = ALL.size();

    private final String word = name().toLowerCase(Locale.ROOT);

    /** The word used in descriptors and JSON: {@code cache_read}. */
    public String word() {
        return word;
    }

    /** The unit of a word, the reverse of {@link #word()}. */
    public static Optional<Unit> of(String word) {
        for (Unit unit : ALL) {
            if (unit.word().equals(word)) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }
}
