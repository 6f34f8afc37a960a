package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.core.catalog.path.ValueText;

/**
 * A text with names in it: {@code /v1/{model}/{voice|21m00}}; two opening braces are one brace.
 *
 * <p>A default that is a number, {@code true}, {@code false} or a quoted text in JSON has that type.
 */
final class Phrase {
    private static final Pattern NAME = Pattern.compile("\\{([\\w.\\-\\[\\]]+)(?:\\|([^}]*))?}");

    private final List<Piece> pieces;

    private sealed interface Piece {
        record Said(String text) implements Piece {
        }

        record Named(String name, Optional<JsonNode> fallback) implements Piece {
        }
    }

    private Phrase(List<Piece> pieces) {
        this.pieces = pieces;
    }

    /**
     * Reads a phrase.
     *
     * @throws IllegalArgumentException if a brace is not followed by a name
     */
    static Phrase of(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder said = new StringBuilder();
        Matcher name = NAME.matcher(text);
        for (int at = 0; at < text.length();) {
            if (text.startsWith("{{", at)) {
                said.append('{');
                at += 2;
            } else if (text.charAt(at) != '{') {
                said.append(text.charAt(at++));
            } else if (name.region(at, text.length()).lookingAt()) {
                say(pieces, said);
                pieces.add(new Piece.Named(name.group(1), Optional.ofNullable(name.group(2)).map(Phrase::fallback)));
                at = name.end();
            } else {
                throw new IllegalArgumentException("'" + text + "' has a '{' that begins no name; '{{' is a brace");
            }
        }
        say(pieces, said);
        return new Phrase(List.copyOf(pieces));
    }

    /** The value; with its own type if this is nothing but one name. */
    Optional<JsonNode> value(Lookup lookup) {
        if (pieces.size() == 1 && pieces.getFirst() instanceof Piece.Named named) {
            return value(named, lookup);
        }
        return text(lookup).map(TextNode::valueOf);
    }

    /** The text; empty if a name in it has no value. */
    Optional<String> text(Lookup lookup) {
        return joined(lookup, (_, value) -> value);
    }

    /** The text with the values encoded by {@code encoding}, which is told their names. */
    Optional<String> joined(Lookup lookup, Encoding encoding) {
        StringBuilder joined = new StringBuilder();
        for (Piece piece : pieces) {
            switch (piece) {
                case Piece.Said(String text) -> joined.append(text);
                case Piece.Named named -> {
                    Optional<JsonNode> value = value(named, lookup);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    joined.append(encoding.encode(named.name, ValueText.of(value.get())));
                }
            }
        }
        return Optional.of(joined.toString());
    }

    /** How a value is written into an address. */
    @FunctionalInterface
    interface Encoding {
        String encode(String name, String value);
    }

    /** The first name that has neither a value nor a default. */
    Optional<String> missing(Lookup lookup) {
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Named named && value(named, lookup).isEmpty()) {
                return Optional.of(named.name);
            }
        }
        return Optional.empty();
    }

    /** Tells every name in it. */
    void names(Consumer<String> consumer) {
        for (Piece piece : pieces) {
            if (piece instanceof Piece.Named named) {
                consumer.accept(named.name);
            }
        }
    }

    /** The text before the first name. */
    String beginning() {
        return !pieces.isEmpty() && pieces.getFirst() instanceof Piece.Said(String text) ? text : "";
    }

    /** A function on text as an encoding that does not care for names. */
    static Encoding always(UnaryOperator<String> encoding) {
        return (_, value) -> encoding.apply(value);
    }

    private static Optional<JsonNode> value(Piece.Named named, Lookup lookup) {
        return lookup.value(named.name).or(() -> named.fallback);
    }

    private static JsonNode fallback(String text) {
        try {
            JsonNode value = Json.read(text);
            return value.isNumber() || value.isBoolean() || value.isTextual() ? value : TextNode.valueOf(text);
        } catch (FailureException plainText) {
            return TextNode.valueOf(text);
        }
    }

    private static void say(List<Piece> pieces, StringBuilder said) {
        if (!said.isEmpty()) {
            pieces.add(new Piece.Said(said.toString()));
            said.setLength(0);
        }
    }
}
