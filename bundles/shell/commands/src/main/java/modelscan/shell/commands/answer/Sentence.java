package modelscan.shell.commands.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * An answer in words.
 *
 * @param key the JSON member that holds it
 * @param words the words
 */
public record Sentence(String key, String words) implements Answer {
    public Sentence {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(words, "words");
    }

    @Override
    public ObjectNode json() {
        return Document.versioned().put(key, words);
    }

    @Override
    public String text(Paper paper) {
        return Printable.text(words);
    }
}
