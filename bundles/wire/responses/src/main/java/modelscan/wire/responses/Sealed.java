package modelscan.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import modelscan.api.model.Seal;
import modelscan.base.json.JsonBytes;

/**
 * What stands in {@code encrypted_content}: an own seal as it is, those of others with a word of what they seal.
 *
 * @param kind what it is about
 * @param seal whose and what
 */
record Sealed(Kind kind, Seal seal) {
    private static final byte[] KEY = "\"encrypted_content\"".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_HEAD = 60;

    /** What is sealed. */
    enum Kind {
        /** The thoughts themselves. */
        THOUGHT(""),
        /** A signature of thoughts that are readable. */
        SIGNATURE("signature:"),
        /** A signature of the tool call that follows. */
        CALL("call:");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Reads it; empty if there is none. */
    static Optional<Sealed> read(JsonNode text) {
        if (!text.isTextual() || text.textValue().isEmpty()) {
            return Optional.empty();
        }
        String value = text.textValue();
        for (Kind kind : new Kind[] {Kind.SIGNATURE, Kind.CALL}) {
            if (value.startsWith(kind.word)) {
                return Optional.of(new Sealed(kind, Seal.read(value.substring(kind.word.length()), Responses.NAME)));
            }
        }
        return Optional.of(new Sealed(Kind.THOUGHT, Seal.read(value, Responses.NAME)));
    }

    /** As a client gets it. */
    String written() {
        return kind.word + seal.written(Responses.NAME);
    }

    /** Whether a provider of this dialect made it. */
    boolean own() {
        return kind == Kind.THOUGHT && seal.forDialect(Responses.NAME).isPresent();
    }

    /** Whether a request, still in bytes, holds a seal of another vendor. */
    static boolean foreignIn(byte[] bytes) {
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '"') {
                int end = JsonBytes.textEnd(bytes, at + 1);
                int behind = Math.min(end + 1, bytes.length);
                if (behind - at == KEY.length && Arrays.equals(KEY, 0, KEY.length, bytes, at, behind) && foreign(bytes, behind)) {
                    return true;
                }
                at = end;
            }
        }
        return false;
    }

    private static boolean foreign(byte[] bytes, int behindKey) {
        int colon = JsonBytes.space(bytes, behindKey);
        int quote = colon < bytes.length && bytes[colon] == ':' ? JsonBytes.space(bytes, colon + 1) : bytes.length;
        if (quote >= bytes.length || bytes[quote] != '"') {
            return false;
        }
        int end = Math.min(JsonBytes.textEnd(bytes, quote + 1), quote + 1 + LONGEST_HEAD);
        String head = new String(bytes, quote + 1, Math.max(0, Math.min(end, bytes.length) - quote - 1), StandardCharsets.UTF_8);
        return head.indexOf('#') > 0 && !Seal.read(head.substring(head.indexOf(':') + 1), Responses.NAME).dialect()
                .equals(Responses.NAME);
    }
}
