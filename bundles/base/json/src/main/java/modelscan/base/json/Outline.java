package modelscan.base.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Original;

/**
 * The members of a JSON object and where each lies in the bytes, without a tree.
 *
 * <p>The whole text is checked to be JSON; a member that comes twice is an error, because two readers could take different
 * ones.
 *
 * <pre>{@code
 * Outline outline = Outline.of("openai", body);
 * outline.text("model");  // Optional[gpt-5.5]
 * outline.flag("stream"); // true
 * }</pre>
 */
public final class Outline implements Original {
    private static final int MOST_MEMBERS = 1000;

    private final String dialect;
    private final byte[] bytes;
    private final List<Member> members;

    /** A member: its key, and where its value begins and ends. */
    record Member(String key, int keyStart, int start, int end) {
    }

    private Outline(String dialect, byte[] bytes, List<Member> members) {
        this.dialect = Objects.requireNonNull(dialect, "dialect");
        this.bytes = bytes;
        this.members = members;
    }

    /**
     * Outlines a message of a dialect.
     *
     * @throws FailureException {@code INVALID_REQUEST} if it is not one JSON object
     */
    public static Outline of(String dialect, byte[] bytes) {
        Walk walk = new Walk(bytes);
        List<Member> members = new ArrayList<>(16);
        if (!walk.pass('{')) {
            throw walk.wrong("an object is wanted");
        }
        if (!walk.pass('}')) {
            do {
                add(members, member(walk));
            } while (walk.pass(','));
            walk.demand('}');
        }
        if (walk.more()) {
            throw walk.wrong("there is more after the object");
        }
        return new Outline(dialect, bytes, members);
    }

    /**
     * Outlines a message that was checked or written by ourselves before: what is in its members is stepped over.
     *
     * @throws FailureException {@code INVALID_REQUEST} if it ends within a key
     */
    public static Outline trusted(String dialect, byte[] bytes) {
        List<Member> members = new ArrayList<>(16);
        int at = JsonBytes.space(bytes, JsonBytes.space(bytes, 0) + 1);
        while (at < bytes.length && bytes[at] == '"') {
            int end = JsonBytes.textEnd(bytes, at + 1);
            if (end == bytes.length) {
                throw refuse("it ends within a key");
            }
            int start = JsonBytes.space(bytes, JsonBytes.space(bytes, end + 1) + 1);
            int behind = JsonBytes.valueEnd(bytes, start);
            members.add(new Member(key(bytes, at, end), at, start, behind));
            at = JsonBytes.space(bytes, JsonBytes.space(bytes, behind) + 1);
        }
        return new Outline(dialect, bytes, members);
    }

    private static String key(byte[] bytes, int quote, int end) {
        String key = new String(bytes, quote + 1, end - quote - 1, StandardCharsets.UTF_8);
        return key.indexOf('\\') < 0 ? key : Json.read(bytes, quote, end + 1 - quote).textValue();
    }

    private static Member member(Walk walk) {
        walk.more();
        int keyStart = walk.at();
        String key = walk.key();
        walk.demand(':');
        walk.more();
        int start = walk.at();
        walk.value();
        return new Member(key, keyStart, start, walk.at());
    }

    private static void add(List<Member> members, Member member) {
        for (Member earlier : members) {
            if (earlier.key.equals(member.key)) {
                throw refuse("'" + member.key + "' is there twice");
            }
        }
        if (members.size() == MOST_MEMBERS) {
            throw refuse("more than " + MOST_MEMBERS + " members");
        }
        members.add(member);
    }

    private static FailureException refuse(String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "not a valid message: " + why));
    }

    @Override
    public String dialect() {
        return dialect;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    /** Whether there is a member of this key, be it null. */
    public boolean has(String key) {
        return find(key) != null;
    }

    /** The value of a text member; empty if it is not there or null. */
    public Optional<String> text(String key) {
        Member member = find(key);
        if (member == null || bytes[member.start] == 'n') {
            return Optional.empty();
        }
        if (bytes[member.start] != '"') {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "'" + key + "' must be a text").at(key));
        }
        for (int at = member.start; at < member.end; at++) {
            if (bytes[at] == '\\') {
                return Optional.of(Json.read(bytes, member.start, member.end - member.start).textValue());
            }
        }
        return Optional.of(new String(bytes, member.start + 1, member.end - member.start - 2, StandardCharsets.UTF_8));
    }

    /** The value of a true-or-false member; false if it is not there or null. */
    public boolean flag(String key) {
        Member member = find(key);
        if (member == null) {
            return false;
        }
        return switch (bytes[member.start]) {
            case 't' -> true;
            case 'f', 'n' -> false;
            default -> throw new FailureException(
                    Failure.of(ErrorCode.INVALID_REQUEST, "'" + key + "' must be true or false").at(key));
        };
    }

    /** The value of a member as a tree; empty if it is not there or null. */
    public Optional<JsonNode> node(String key) {
        Member member = find(key);
        if (member == null || bytes[member.start] == 'n') {
            return Optional.empty();
        }
        return Optional.of(Json.read(bytes, member.start, member.end - member.start));
    }

    /** The whole message as a tree. */
    public JsonNode tree() {
        return Json.read(bytes);
    }

    List<Member> members() {
        return members;
    }

    private Member find(String key) {
        for (Member member : members) {
            if (member.key.equals(key)) {
                return member;
            }
        }
        return null;
    }
}
