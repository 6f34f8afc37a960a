package modelscan.wire.openai;

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

/** What is known of the choices of a streamed answer. */
final class Assembly {
    private static final int MOST_CHOICES = 1000;

    private final SortedMap<Integer, Choice> choices = new TreeMap<>();
    private final Sources sources = new Sources();
    private long seen;
    private long settled;
    private boolean anyFinished;

    /** One choice. */
    private static final class Choice {
        private final ToolCalls calls = new ToolCalls();
        private final ThinkTags tags;
        private Optional<FinishReason> finish = Optional.empty();

        Choice(int index) {
            tags = new ThinkTags(index);
        }
    }

    /** Whether it is known of these choices, by bits, that no thoughts are hidden in their text. */
    boolean settled(long indexes) {
        return (indexes & ~settled) == 0;
    }

    /** Whether the sources beside the choices were read. */
    boolean sourced() {
        return sources.any();
    }

    /** Remembers, by bits, that these choices have begun. */
    void saw(long indexes) {
        seen |= indexes;
    }

    /** Whether a choice has ended. */
    boolean anyFinished() {
        return anyFinished;
    }

    /** Whether every choice that began has ended. */
    boolean allFinished() {
        long open = seen;
        for (var choice : choices.entrySet()) {
            if (choice.getValue().finish.isEmpty()) {
                return false;
            }
            open &= ~bit(choice.getKey());
        }
        return anyFinished && open == 0;
    }

    /** Why the first choice ended. */
    Optional<FinishReason> finish() {
        return choices.values().stream().map(choice -> choice.finish).flatMap(Optional::stream).findFirst();
    }

    /** The events of a chunk, in order. */
    List<StreamEvent> read(JsonNode chunk, boolean opening, Usage usage) {
        List<StreamEvent> events = new ArrayList<>(4);
        if (opening) {
            events.add(started(chunk));
        }
        for (JsonNode choice : chunk.path("choices")) {
            read(choice, events);
        }
        sources.beside(chunk, events);
        if (!usage.unknown()) {
            events.add(new StreamEvent.UsageReported(usage));
        }
        return events;
    }

    /** The events of a chunk that is known to bring nothing but text. */
    static List<StreamEvent> texts(JsonNode chunk, boolean opening) {
        List<StreamEvent> events = new ArrayList<>(2);
        if (opening) {
            events.add(started(chunk));
        }
        for (JsonNode choice : chunk.path("choices")) {
            Words.read(index(choice), choice.path("delta"), events);
        }
        return events;
    }

    static StreamEvent started(JsonNode message) {
        return new StreamEvent.Started(message.path("id").asText(), message.path("model").asText());
    }

    static int index(JsonNode choice) {
        int index = choice.path("index").asInt();
        return Math.clamp(index, 0, MOST_CHOICES);
    }

    private void read(JsonNode json, List<StreamEvent> events) {
        int index = index(json);
        if (index == MOST_CHOICES) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider counts too many choices"));
        }
        Choice choice = choices.computeIfAbsent(index, Choice::new);
        if (choice.finish.isPresent()) {
            return;
        }
        JsonNode delta = json.path("delta");
        List<StreamEvent> words = new ArrayList<>(2);
        Words.read(index, delta, words);
        events.addAll(choice.tags.settled() ? words : choice.tags.read(words));
        choice.calls.read(index, delta, events);
        String word = json.path("finish_reason").asText("");
        if (!word.isEmpty() && !json.path("finish_reason").isNull()) {
            choice.tags.end(events);
            choice.calls.end(index, events);
            FinishReason reason = FinishWords.read(word, choice.calls.any());
            choice.finish = Optional.of(reason);
            anyFinished = true;
            events.add(new StreamEvent.Finished(index, reason, word));
        }
        settled |= choice.tags.settled() && index < Long.SIZE - 1 ? bit(index) : 0;
    }

    private static long bit(int index) {
        return 1L << Math.min(index, Long.SIZE - 1);
    }
}
