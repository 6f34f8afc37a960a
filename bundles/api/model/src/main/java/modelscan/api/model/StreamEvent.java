package modelscan.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One step of an answer; every answer, of every operation, is a stream of these.
 *
 * <p>A chat answer is {@code Started · (TextDelta | ThinkingDelta | ToolCallStarted | ToolCallDelta …)* · Finished ·
 * UsageReported}; an answer that breaks ends with {@code Failed} and nothing after it.
 */
public sealed interface StreamEvent {

    /** The provider began to answer. */
    record Started(String id, String model) implements StreamEvent {
        public Started {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(model, "model");
        }
    }

    /** More text of a choice. */
    record TextDelta(int choice, String text) implements StreamEvent {
        public TextDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    /** More thinking of a choice; the signature comes at its end. */
    record ThinkingDelta(int choice, String text, Optional<Seal> signature, Optional<Seal> sealedText)
            implements StreamEvent {
        public ThinkingDelta {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(signature, "signature");
            Objects.requireNonNull(sealedText, "sealedText");
        }
    }

    /** More words with which a model declines. */
    record RefusalDelta(int choice, String text) implements StreamEvent {
        public RefusalDelta {
            Objects.requireNonNull(text, "text");
        }
    }

    /** The model begins the tool call at this position of a choice. */
    record ToolCallStarted(int choice, int position, String id, String name, Optional<Seal> signature)
            implements StreamEvent {
        /** A call that nobody signed. */
        public ToolCallStarted(int choice, int position, String id, String name) {
            this(choice, position, id, name, Optional.empty());
        }

        public ToolCallStarted {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(signature, "signature");
        }
    }

    /** More of the arguments of a tool call. */
    record ToolCallDelta(int choice, int position, String arguments) implements StreamEvent {
        public ToolCallDelta {
            Objects.requireNonNull(arguments, "arguments");
        }
    }

    /** A source of what was said before. */
    record Cited(int choice, String url, String title, Optional<String> quote) implements StreamEvent {
        public Cited {
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(quote, "quote");
        }
    }

    /** A picture, a sound or a film, or the next bytes of one. */
    record MediaProduced(int index, Media media, Optional<String> note) implements StreamEvent {
        public MediaProduced {
            Objects.requireNonNull(media, "media");
            Objects.requireNonNull(note, "note");
        }
    }

    /** The vector of the input at this index; {@code values} is not to be changed. */
    record Embedded(int index, float[] values) implements StreamEvent {
        public Embedded {
            Objects.requireNonNull(values, "values");
        }
    }

    /** Heard words, from {@code begin} to {@code end} in the sound; zero and zero when it does not say. */
    record Transcribed(String text, Duration begin, Duration end, Optional<String> speaker) implements StreamEvent {
        public Transcribed {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(begin, "begin");
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(speaker, "speaker");
        }
    }

    /** The relevance of the document at this index. */
    record Ranked(int index, double score) implements StreamEvent {
    }

    /** The verdict over the input at this index, with the categories that apply. */
    record Moderated(int index, boolean flagged, List<String> categories) implements StreamEvent {
        public Moderated {
            categories = List.copyOf(categories);
        }
    }

    /** A hit. */
    record Found(String title, String url, String snippet, Optional<Double> score) implements StreamEvent {
        public Found {
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(snippet, "snippet");
            Objects.requireNonNull(score, "score");
        }
    }

    /** Where a job that takes minutes stands; {@code percent} is empty when the provider does not say. */
    record JobChanged(String job, JobState state, Optional<Integer> percent) implements StreamEvent {
        public JobChanged {
            Objects.requireNonNull(job, "job");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(percent, "percent");
        }
    }

    /** A choice is complete; {@code word} is the reason in the provider's own word. */
    record Finished(int choice, FinishReason reason, String word) implements StreamEvent {
        public Finished {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(word, "word");
        }
    }

    /** What was used until now; a later report replaces an earlier one. */
    record UsageReported(Usage usage) implements StreamEvent {
        public UsageReported {
            Objects.requireNonNull(usage, "usage");
        }
    }

    /** The answer failed; nothing follows. */
    record Failed(Failure failure) implements StreamEvent {
        public Failed {
            Objects.requireNonNull(failure, "failure");
        }
    }
}
