package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.JobState;
import modelscan.core.catalog.path.Path;

/**
 * How a job is followed to its end.
 *
 * @param id where the answer names it
 * @param spots where to ask for what
 * @param states how its state is told
 * @param told what is told beside
 * @param rhythm how often and how long to ask
 */
record Job(Path id, Spots spots, States states, Told told, Rhythm rhythm) {

    /** What has become of a job. */
    enum Mark {
        QUEUED, RUNNING, SUCCEEDED, FAILED, CANCELLED,
        /** Given up because of what it shows. */
        FILTERED;

        JobState state() {
            return this == FILTERED ? JobState.FAILED : JobState.valueOf(name());
        }
    }

    /** An address to ask at. */
    sealed interface Spot {
        /** Below the provider's base address. */
        record Below(Target target) implements Spot {
        }

        /** Told by an answer. */
        record Named(String method, Path url, Map<String, Phrase> headers) implements Spot {
        }
    }

    /** @param hosts the hosts besides the provider's own that told addresses may have; they are shown the key */
    record Spots(Spot poll, Optional<Spot> result, Optional<Spot> cancel, Set<String> hosts) {
    }

    /** By a word in the answer, in any case, or by the status of the answer. */
    record States(Optional<Path> at, Map<String, Mark> words, Map<Integer, Mark> statuses) {

        /** What the status alone says. */
        Optional<Mark> in(int status) {
            return Optional.ofNullable(statuses.get(status));
        }

        /** What the answer says; a word nobody knows means that it is not over. */
        Mark in(JsonNode answer) {
            return at.flatMap(path -> path.text(answer)).map(word -> words.get(word.toLowerCase(Locale.ROOT)))
                    .orElse(Mark.RUNNING);
        }
    }

    /** Where it says how far it is and why it failed. */
    record Told(Optional<Path> percent, Optional<Path> failure) {
    }

    /** How often to ask at first, and for how long at most. */
    record Rhythm(Duration every, Duration patience) {
    }
}
