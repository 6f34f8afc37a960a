package modelscan.base.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a JSON object or list that is still being written, and gives the best value so far.
 *
 * <pre>{@code
 * GrowingJson growing = new GrowingJson(Optional.of(Schema.of(schema)));
 * growing.add("{\"city\": \"Ber");
 * growing.best();     // {"city":"Ber"}
 * growing.problems(); // [] – it may still become what the schema wants
 * }</pre>
 *
 * <p>Whatever stands before the first brace or bracket and behind the last is skipped, such as a fence of Markdown; so are
 * commas before a closing brace. At the first other mistake it stops growing and keeps what it has. Each call of
 * {@link #add} costs as much as what is added; {@link #problems} looks at all of it. Used by one thread.
 */
public final class GrowingJson {
    private static final int DEEPEST = 128;
    private static final int LONGEST = 16 << 20;

    private final Optional<Schema> schema;
    private final Deque<JsonNode> open = new ArrayDeque<>();
    private final Deque<String> keys = new ArrayDeque<>();
    private final JsonWord word = new JsonWord();
    private JsonNode root = MissingNode.getInstance();
    private Expecting expecting = Expecting.BEGINNING;
    private String trouble = "";
    private int length;
    private boolean key;
    // The unfinished text that best() has put into the tree; the next one takes its place.
    private Optional<TextNode> shown = Optional.empty();

    private enum Expecting { BEGINNING, KEY, COLON, VALUE, COMMA, WORD, NOTHING }

    /** Nothing yet; {@code schema} is what it shall become, if that matters. */
    public GrowingJson(Optional<Schema> schema) {
        this.schema = schema;
    }

    /** Reads what was written meanwhile. */
    public GrowingJson add(String delta) {
        for (int at = 0; at < delta.length() && expecting != Expecting.NOTHING; at++) {
            length++;
            if (length > LONGEST) {
                stop("it is longer than " + LONGEST + " characters");
            } else {
                read(delta.charAt(at));
            }
        }
        return this;
    }

    /** The value so far, with open texts, lists and objects as they are; missing before it begins. Not to be changed. */
    public JsonNode best() {
        if (expecting == Expecting.WORD && !key) {
            word.openText().ifPresent(text -> {
                TextNode node = TextNode.valueOf(text);
                put(node);
                shown = Optional.of(node);
            });
        }
        return root;
    }

    /** Whether it has come to its end. */
    public boolean complete() {
        return expecting == Expecting.NOTHING && trouble.isEmpty();
    }

    /** What no continuation can mend. */
    public List<String> problems() {
        if (!trouble.isEmpty()) {
            return List.of(trouble);
        }
        Set<JsonNode> unfinished = Collections.newSetFromMap(new IdentityHashMap<>());
        JsonNode value = best();
        unfinished.addAll(open);
        shown.ifPresent(unfinished::add);
        return value.isMissingNode() ? List.of() : schema.map(known -> known.contradictions(value, unfinished)).orElse(List.of());
    }

    /** What is wrong now that nothing more is written; empty if all is well. */
    public List<String> end() {
        if (expecting == Expecting.WORD && open.isEmpty()) {
            expecting = Expecting.NOTHING;
        }
        if (!complete()) {
            return List.of(!trouble.isEmpty() ? trouble : root.isMissingNode() ? "there is no JSON in it" : "it breaks off");
        }
        return schema.map(known -> known.problems(root)).orElse(List.of());
    }

    private void read(char c) {
        switch (expecting) {
            case BEGINNING -> begin(c);
            case WORD -> word(c);
            case NOTHING -> { }
            case KEY, COLON, VALUE, COMMA -> {
                if (!Character.isWhitespace(c) && c != '\uFEFF') {
                    mark(c);
                }
            }
        }
    }

    private void begin(char c) {
        if (c == '{' || c == '[') {
            value(c);
        }
    }

    private void mark(char c) {
        boolean closing = c == '}' && open.peek() instanceof ObjectNode || c == ']' && open.peek() instanceof ArrayNode;
        if (closing && expecting != Expecting.COLON && (c == ']' || expecting != Expecting.VALUE)) {
            close();
            return;
        }
        switch (expecting) {
            case KEY -> key(c);
            case COLON -> step(c, ':', "a colon", Expecting.VALUE);
            case COMMA -> step(c, ',', "a comma", open.peek() instanceof ObjectNode ? Expecting.KEY : Expecting.VALUE);
            case VALUE -> value(c);
            case BEGINNING, WORD, NOTHING -> { }
        }
    }

    private void step(char c, char wanted, String name, Expecting next) {
        if (c == wanted) {
            expecting = next;
        } else {
            unexpected(c, name);
        }
    }

    private void key(char c) {
        if (c != '"') {
            unexpected(c, "a key");
            return;
        }
        key = true;
        word.begin(c);
        expecting = Expecting.WORD;
    }

    private void value(char c) {
        if (c == '{' || c == '[') {
            JsonNode container = c == '{' ? Json.object() : Json.array();
            if (open.size() == DEEPEST) {
                stop("it is deeper than " + DEEPEST);
                return;
            }
            put(container);
            open.push(container);
            expecting = c == '{' ? Expecting.KEY : Expecting.VALUE;
        } else if (word.begins(c)) {
            key = false;
            word.begin(c);
            expecting = Expecting.WORD;
        } else {
            unexpected(c, "a value");
        }
    }

    private void word(char c) {
        switch (word.add(c)) {
            case MORE -> { }
            case WRONG -> stop("'" + word.shown() + "' at character " + length + " is no JSON");
            case LAST, BEFORE -> {
                boolean before = word.endedBefore();
                finishWord();
                if (before && expecting != Expecting.NOTHING) {
                    read(c);
                }
            }
        }
    }

    private void finishWord() {
        if (key) {
            keys.push(word.text());
            expecting = Expecting.COLON;
            return;
        }
        put(word.value());
        settled();
    }

    private void put(JsonNode node) {
        boolean again = shown.isPresent();
        shown = Optional.empty();
        switch (open.peek()) {
            case ObjectNode object -> object.set(keys.peek(), node);
            case ArrayNode list when again -> list.set(list.size() - 1, node);
            case ArrayNode list -> list.add(node);
            case null, default -> root = node;
        }
    }

    private void close() {
        open.pop();
        settled();
    }

    // A value is complete: its key is not needed any more.
    private void settled() {
        if (open.peek() instanceof ObjectNode) {
            keys.pop();
        }
        expecting = open.isEmpty() ? Expecting.NOTHING : Expecting.COMMA;
    }

    private void unexpected(char c, String wanted) {
        stop("'" + c + "' at character " + length + " where " + wanted + " was expected");
    }

    private void stop(String why) {
        // An open text is part of what it has, whether anybody looked or not.
        best();
        trouble = why;
        expecting = Expecting.NOTHING;
    }
}
