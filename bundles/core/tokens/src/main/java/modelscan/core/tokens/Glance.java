package modelscan.core.tokens;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import modelscan.base.json.JsonBytes;

/**
 * What a chat costs roughly, seen in one pass over the client's own bytes, whatever its dialect.
 *
 * <p>All of them write texts as values of members, and few use names for other things than here. Whoever sends pictures,
 * sounds or files is looked at more closely by others.
 */
final class Glance {
    private static final int BLOB = 512;
    private static final int LOOK = 128;
    private static final int LONGEST_NUMBER = 9;
    private static final int LONGEST_NAME = 24;

    private enum Name { SPEAKER, PLAIN, TOOLS, THOUGHT, THOUGHT_BUDGET, MOST, CHOICES, MEDIA }

    private static final Map<String, Name> NAMES = Map.ofEntries(Map.entry("role", Name.SPEAKER), Map.entry("type", Name.PLAIN),
            Map.entry("model", Name.PLAIN), Map.entry("id", Name.PLAIN), Map.entry("tool_call_id", Name.PLAIN),
            Map.entry("tool_use_id", Name.PLAIN), Map.entry("user", Name.PLAIN), Map.entry("signature", Name.PLAIN),
            Map.entry("tools", Name.TOOLS), Map.entry("reasoning_effort", Name.THOUGHT), Map.entry("reasoning", Name.THOUGHT),
            Map.entry("thinking", Name.THOUGHT), Map.entry("thinkingConfig", Name.THOUGHT),
            Map.entry("budget_tokens", Name.THOUGHT_BUDGET), Map.entry("thinkingBudget", Name.THOUGHT_BUDGET),
            Map.entry("max_tokens", Name.MOST), Map.entry("max_completion_tokens", Name.MOST),
            Map.entry("max_output_tokens", Name.MOST), Map.entry("maxOutputTokens", Name.MOST), Map.entry("num_predict", Name.MOST),
            Map.entry("n", Name.CHOICES), Map.entry("candidateCount", Name.CHOICES), Map.entry("image_url", Name.MEDIA),
            Map.entry("images", Name.MEDIA), Map.entry("inline_data", Name.MEDIA), Map.entry("inlineData", Name.MEDIA),
            Map.entry("file_data", Name.MEDIA), Map.entry("fileData", Name.MEDIA), Map.entry("input_audio", Name.MEDIA),
            Map.entry("source", Name.MEDIA), Map.entry("file", Name.MEDIA));

    private final byte[] bytes;
    private final Tally tally = new Tally();
    private int messages;
    private boolean tools;
    private boolean media;
    private boolean thinks;
    private long thought = Answer.THINKING;
    private Optional<Long> most = Optional.empty();
    private long choices = 1;

    private Glance(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Looks at a body; empty if there is more in it than texts. */
    static Optional<Glance> at(byte[] bytes) {
        Glance glance = new Glance(bytes);
        glance.scan();
        return glance.media ? Optional.empty() : Optional.of(glance);
    }

    double tokens(Family family) {
        return family.weights().tokens(tally) + family.overhead(messages, tools);
    }

    Answer.Wanted wanted() {
        return new Answer.Wanted(Math.max(1, choices), most, thinks ? Optional.of(thought) : Optional.empty());
    }

    private void scan() {
        Name name = null;
        for (int at = 0; at < bytes.length && !media; at++) {
            byte here = bytes[at];
            if (here == '"') {
                int end = JsonBytes.textEnd(bytes, at + 1);
                int next = JsonBytes.space(bytes, end + 1);
                if (next < bytes.length && bytes[next] == ':') {
                    name = name(at + 1, end, JsonBytes.space(bytes, next + 1));
                    at = next;
                } else {
                    text(name, at + 1, end);
                    name = null;
                    at = end;
                }
            } else if (here == '[' || here == '{') {
                name = null;
            }
        }
    }

    private Name name(int from, int end, int value) {
        Name name = end - from > LONGEST_NAME ? null : NAMES.get(new String(bytes, from, end - from, StandardCharsets.ISO_8859_1));
        if (name != null) {
            switch (name) {
                case SPEAKER -> messages++;
                case TOOLS -> tools = true;
                case THOUGHT -> thinks = true;
                case THOUGHT_BUDGET -> thought = number(value).orElse(thought);
                case MOST -> most = number(value).or(() -> most);
                case CHOICES -> choices = number(value).orElse(choices);
                case MEDIA -> media = true;
                case PLAIN -> { }
            }
        }
        return name;
    }

    private Optional<Long> number(int from) {
        long number = 0;
        int at = from;
        while (at < bytes.length && at < from + LONGEST_NUMBER && bytes[at] >= '0' && bytes[at] <= '9') {
            number = number * 10 + bytes[at++] - '0';
        }
        return at > from ? Optional.of(number) : Optional.empty();
    }

    private void text(Name name, int from, int end) {
        if (name == Name.SPEAKER || name == Name.PLAIN) {
            return;
        }
        media = end - from > BLOB && blank(from, from + LOOK) == from + LOOK;
        tally.add(bytes, from, end);
    }

    /** The first blank from here, or the end. */
    private int blank(int from, int end) {
        int at = from;
        while (at < end && bytes[at] > ' ' && bytes[at] != '\\') {
            at++;
        }
        return at;
    }
}
