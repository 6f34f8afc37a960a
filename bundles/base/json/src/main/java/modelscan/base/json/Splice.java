package modelscan.base.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Changes members of an outlined message; everything else is copied byte by byte.
 *
 * <pre>{@code
 * byte[] body = new Splice(outline).set("model", "gpt-5.5").drop("logprobs").bytes();
 * }</pre>
 */
public final class Splice {
    private static final byte[] DROPPED = {};

    private final Outline outline;
    private final Map<String, byte[]> changes = new LinkedHashMap<>(4);
    private final Map<String, String> names = new HashMap<>(4);

    /** Begins with the message as it is. */
    public Splice(Outline outline) {
        this.outline = outline;
    }

    /** Gives a member a text. */
    public Splice set(String key, String text) {
        changes.put(key, quoted(text));
        return this;
    }

    /** Gives a member a value. */
    public Splice set(String key, JsonNode value) {
        changes.put(key, Json.write(value));
        return this;
    }

    /** Takes a member out. */
    public Splice drop(String key) {
        changes.put(key, DROPPED);
        return this;
    }

    /** Gives a member another key, which no other may have; changes are told by the new one. */
    public Splice rename(String key, String other) {
        names.put(key, other);
        return this;
    }

    /** The changed message. */
    public byte[] bytes() {
        byte[] source = outline.bytes();
        ByteArrayOutputStream out = new ByteArrayOutputStream(source.length + 64);
        char before = '{';
        for (Outline.Member member : outline.members()) {
            String name = names.isEmpty() ? null : names.get(member.key());
            byte[] change = changes.remove(name == null ? member.key() : name);
            if (change == DROPPED) {
                continue;
            }
            out.write(before);
            before = ',';
            int from = member.keyStart();
            if (name != null) {
                out.writeBytes(quoted(name));
                out.write(':');
                from = member.start();
            }
            if (change == null) {
                out.write(source, from, member.end() - from);
            } else {
                out.write(source, from, member.start() - from);
                out.writeBytes(change);
            }
        }
        return finished(out, before);
    }

    private byte[] finished(ByteArrayOutputStream out, char first) {
        char before = first;
        for (Map.Entry<String, byte[]> addition : changes.entrySet()) {
            if (addition.getValue() == DROPPED) {
                continue;
            }
            out.write(before);
            before = ',';
            out.writeBytes(quoted(addition.getKey()));
            out.write(':');
            out.writeBytes(addition.getValue());
        }
        if (before == '{') {
            out.write('{');
        }
        out.write('}');
        return out.toByteArray();
    }

    private static byte[] quoted(String text) {
        byte[] inner = JsonStringEncoder.getInstance().quoteAsUTF8(text);
        byte[] quoted = new byte[inner.length + 2];
        quoted[0] = '"';
        System.arraycopy(inner, 0, quoted, 1, inner.length);
        quoted[quoted.length - 1] = '"';
        return quoted;
    }

    @Override
    public String toString() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }
}
