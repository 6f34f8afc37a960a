package modelscan.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A piece of a message.
 *
 * <pre>{@code
 * String words = switch (part) {
 *     case Part.Text text -> text.text();
 *     case Part.Refusal refusal -> refusal.text();
 *     case Part.Image _, Part.Audio _, Part.Document _, Part.ToolCall _, Part.ToolResult _, Part.Thinking _,
 *             Part.CacheMark _ -> "";
 * };
 * }</pre>
 */
public sealed interface Part {

    /** Words. */
    record Text(String text) implements Part {
        public Text {
            Objects.requireNonNull(text, "text");
        }
    }

    /** A picture; {@code detail} is how closely to look: {@code low}, {@code high}, {@code auto}. */
    record Image(Media media, Optional<String> detail) implements Part {
        public Image {
            Objects.requireNonNull(media, "media");
            Objects.requireNonNull(detail, "detail");
        }
    }

    /** A sound, with its words when they are known. */
    record Audio(Media media, Optional<String> transcript) implements Part {
        public Audio {
            Objects.requireNonNull(media, "media");
            Objects.requireNonNull(transcript, "transcript");
        }
    }

    /** A file such as a PDF. */
    record Document(Media media, Optional<String> name) implements Part {
        public Document {
            Objects.requireNonNull(media, "media");
            Objects.requireNonNull(name, "name");
        }
    }

    /** The model wants a tool to run; {@code arguments} is JSON as the model wrote it, perhaps cut short. */
    record ToolCall(String id, String name, String arguments, Optional<Seal> signature) implements Part {
        /** A call that nobody signed. */
        public ToolCall(String id, String name, String arguments) {
            this(id, name, arguments, Optional.empty());
        }

        public ToolCall {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(arguments, "arguments");
            Objects.requireNonNull(signature, "signature");
        }
    }

    /** What a tool answered to the call with this id. */
    record ToolResult(String id, List<Part> parts, boolean error) implements Part {
        public ToolResult {
            Objects.requireNonNull(id, "id");
            parts = List.copyOf(parts);
        }
    }

    /** What the model thought; the signature or the sealed text lets its vendor take it back. */
    record Thinking(String text, Optional<Seal> signature, Optional<Seal> sealedText) implements Part {
        public Thinking {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(signature, "signature");
            Objects.requireNonNull(sealedText, "sealedText");
        }
    }

    /** The model declines, in its own words. */
    record Refusal(String text) implements Part {
        public Refusal {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Everything before it may be kept in the provider's prompt cache; empty leaves the time to the provider. */
    record CacheMark(Optional<Duration> life) implements Part {
        public CacheMark {
            Objects.requireNonNull(life, "life");
        }
    }
}
