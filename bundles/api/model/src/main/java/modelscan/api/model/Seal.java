package modelscan.api.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A text that only the vendor who made it understands: a signature of thoughts, or thoughts it does not show.
 *
 * <p>Through a client of another dialect it travels as {@code dialect#value}, so that it finds back to who made it.
 *
 * <pre>{@code
 * Seal seal = Seal.read("EqQB", "anthropic"); // an Anthropic client sent it back
 * seal.written("anthropic");                  // EqQB
 * seal.written("openai");                     // anthropic#EqQB
 * seal.forDialect("gemini");                  // empty: Gemini would refuse it
 * }</pre>
 *
 * @param dialect the dialect of the provider that made it
 * @param value the text as that provider wrote it
 */
public record Seal(String dialect, String value) {
    private static final String NAME = "[a-z0-9-]{1,40}";

    public Seal {
        Objects.requireNonNull(value, "value");
        if (!dialect.matches(NAME)) {
            throw new IllegalArgumentException("'" + dialect + "' is no name of a dialect");
        }
    }

    /** Reads it from a text in a message of a dialect, where only foreign ones say whose they are. */
    public static Seal read(String text, String dialect) {
        int mark = text.indexOf('#');
        return mark > 0 && text.substring(0, mark).matches(NAME)
                ? new Seal(text.substring(0, mark), text.substring(mark + 1)) : new Seal(dialect, text);
    }

    /** As it stands in a message of a dialect to a client. */
    public String written(String dialect) {
        return dialect.equals(this.dialect) ? value : this.dialect + "#" + value;
    }

    /** The text for a provider of a dialect; empty if another vendor made it. */
    public Optional<String> forDialect(String dialect) {
        return dialect.equals(this.dialect) ? Optional.of(value) : Optional.empty();
    }
}
