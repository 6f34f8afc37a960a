package modelscan.core.catalog.form;

import java.util.Optional;
import java.util.Set;

/** What an answer holds, and where. */
sealed interface Answer {

    /**
     * Pictures, sounds or films.
     *
     * @param inside where the bytes are written in the answer
     * @param body whether the body itself is the medium
     * @param type the media type, where the answer does not say
     * @param note words that come with each
     * @param fetchedFrom the hosts from which links are fetched at once; empty leaves links as they are
     */
    record Media(Optional<AnswerPath> url, Optional<Inside> inside, boolean body, Optional<Phrase> type,
            Optional<AnswerPath> note, Set<String> fetchedFrom) implements Answer {
    }

    /** @param hex whether bytes are two hexadecimal digits each instead of base64 */
    record Inside(AnswerPath path, boolean hex) {
    }

    /** A text, and its words with their times. */
    record Words(AnswerPath text, Optional<Timed> timed) implements Answer {
        /** @param milliseconds whether times are in milliseconds instead of seconds */
        record Timed(AnswerPath items, AnswerPath text, AnswerPath begin, AnswerPath end, Optional<AnswerPath> speaker,
                boolean milliseconds) {
        }
    }

    /** Vectors: numbers, or little-endian floats in base64. */
    record Vectors(AnswerPath items, AnswerPath at, Optional<AnswerPath> index) implements Answer {
    }

    /** Documents in order of relevance. */
    record Ranks(AnswerPath items, Optional<AnswerPath> index, AnswerPath score) implements Answer {
    }

    /** Hits, and an answer in words. */
    record Hits(AnswerPath items, Shown shown, Optional<AnswerPath> score, Optional<AnswerPath> text) implements Answer {
        /** What is shown of a hit. */
        record Shown(AnswerPath title, AnswerPath url, AnswerPath snippet) {
        }
    }

    /** Verdicts; the categories are an object of booleans or a list of names. */
    record Verdicts(AnswerPath items, Optional<AnswerPath> flagged, Optional<AnswerPath> categories) implements Answer {
    }

    /** Whether the body itself may be the medium. */
    default boolean isBody() {
        return this instanceof Media media && media.body;
    }
}
