package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Usage;

/** What is known of the candidates of an answer. */
final class Assembly {
    private static final int MOST_CANDIDATES = 1000;

    private final SortedMap<Integer, Candidate> candidates = new TreeMap<>();
    private long seen;
    private boolean anyFinished;

    private static final class Candidate {
        private final Calls calls = new Calls();
        private final Sources sources = new Sources();
        private Optional<FinishReason> finish = Optional.empty();
    }

    /** Remembers, by bits, that these candidates have begun. */
    void saw(long indexes) {
        seen |= indexes;
    }

    /** Whether a candidate has ended. */
    boolean anyFinished() {
        return anyFinished;
    }

    /** Whether every candidate that began has ended. */
    boolean allFinished() {
        long open = seen;
        for (var candidate : candidates.entrySet()) {
            if (candidate.getValue().finish.isEmpty()) {
                return false;
            }
            open &= ~(1L << Math.min(candidate.getKey(), Long.SIZE - 1));
        }
        return anyFinished && open == 0;
    }

    /** Why the first candidate ended. */
    Optional<FinishReason> finish() {
        return candidates.values().stream().map(candidate -> candidate.finish).flatMap(Optional::stream).findFirst();
    }

    /** The events of a message, in order. */
    List<StreamEvent> read(JsonNode message, boolean opening) {
        List<StreamEvent> events = new ArrayList<>(4);
        if (opening) {
            events.add(Words.started(message));
        }
        for (JsonNode candidate : message.path("candidates")) {
            read(candidate, events);
        }
        blocked(message, events);
        Usage usage = UsageWords.read(message.path("usageMetadata"));
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return events;
    }

    private void read(JsonNode json, List<StreamEvent> events) {
        int index = Words.index(json);
        if (index == MOST_CANDIDATES) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider counts too many candidates"));
        }
        Candidate candidate = candidates.computeIfAbsent(index, _ -> new Candidate());
        if (candidate.finish.isPresent()) {
            return;
        }
        for (JsonNode part : json.path("content").path("parts")) {
            if (part.path("functionCall").isObject()) {
                candidate.calls.read(index, part, events);
            } else {
                Words.read(index, part, events);
            }
        }
        candidate.sources.read(index, json, events);
        String word = json.path("finishReason").asText("");
        if (!word.isEmpty() && !json.path("finishReason").isNull() && !word.endsWith("UNSPECIFIED")) {
            candidate.calls.end(index, events);
            finish(candidate, index, FinishWords.read(word, candidate.calls.any()), word, events);
        }
    }

    // A prompt that is refused gets no candidate at all.
    private void blocked(JsonNode message, List<StreamEvent> events) {
        String word = message.path("promptFeedback").path("blockReason").asText("");
        if (!word.isEmpty() && !word.endsWith("UNSPECIFIED") && candidates.isEmpty()) {
            Candidate none = candidates.computeIfAbsent(0, _ -> new Candidate());
            finish(none, 0, FinishReason.CONTENT_FILTER, word, events);
        }
    }

    private void finish(Candidate candidate, int index, FinishReason reason, String word, List<StreamEvent> events) {
        candidate.finish = Optional.of(reason);
        anyFinished = true;
        events.add(new StreamEvent.Finished(index, reason, word));
    }
}
