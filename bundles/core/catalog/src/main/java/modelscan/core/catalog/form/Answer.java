package modelscan.core.catalog.form;

import java.util.Optional;
import java.util.Set;
import modelscan.core.catalog.path.Path;

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
    record Media(Optional<Path> url, Optional<Inside> inside, boolean body, Optional<Phrase> type,
            Optional<Path> note, Set<String> fetchedFrom) implements Answer {
    }

    /** @param hex whether bytes are two hexadecimal digits each instead of base64 */
    record Inside(Path path, boolean hex) {
    }

    /** A text, and its words with their times. */
    record Words(Path text, Optional<Timed> timed) implements Answer {
        /** @param milliseconds whether times are in milliseconds instead of seconds */
        record Timed(Path items, Path text, Path begin, Path end, Optional<Path> speaker,
                boolean milliseconds) {
        }
    }

    /** Vectors: numbers, or little-endian floats in base64. */
    record Vectors(Path items, Path at, Optional<Path> index) implements Answer {
    }

    /** Documents in order of relevance. */
    record Ranks(Path items, Optional<Path> index, Path score) implements Answer {
    }

    /** Hits, and an answer in words. */
    record Hits(Path items, Shown shown, Optional<Path> score, Optional<Path> text) implements Answer {
        /** What is shown of a hit. */
        record Shown(Path title, Path url, Path snippet) {
        }
    }

    /** Verdicts; the categories are an object of booleans or a list of names. */
    record Verdicts(Path items, Optional<Path> flagged, Optional<Path> categories) implements Answer {
    }

    /** Whether the body itself may be the medium. */
    default boolean isBody() {
        return this instanceof Media media && media.body;
    }
}
