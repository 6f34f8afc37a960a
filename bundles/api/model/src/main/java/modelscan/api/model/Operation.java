package modelscan.api.model;

import java.util.Locale;
import java.util.Optional;

/** A kind of work that a model can be asked for. */
public enum Operation {
    /** Conversation; the answer is text, tool calls, thinking or media. */
    CHAT,
    /** Vectors for texts. */
    EMBEDDING,
    /** Pictures from words. */
    IMAGE,
    /** Spoken audio from text. */
    SPEECH,
    /** Text from spoken audio. */
    TRANSCRIPTION,
    /** A film, made by a job that takes minutes. */
    VIDEO,
    /** Documents put in order of relevance. */
    RERANK,
    /** A verdict whether content is acceptable. */
    MODERATION,
    /** Hits on the web. */
    SEARCH,
    /** A two-way session over one connection. */
    REALTIME;

    /** The word used in descriptors, service properties and JSON: {@code chat}, {@code embedding} … */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The operation of a word, the reverse of {@link #word()}. */
    public static Optional<Operation> of(String word) {
        for (Operation operation : values()) {
            if (operation.word().equals(word)) {
                return Optional.of(operation);
            }
        }
        return Optional.empty();
    }
}
