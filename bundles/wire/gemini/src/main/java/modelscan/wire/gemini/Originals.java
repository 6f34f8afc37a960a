package modelscan.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import modelscan.base.json.Json;

/**
 * Makes a client's own request fit for Google; nearly always it stays the same bytes.
 *
 * <p>Turns that another vendor's model took part in hold signatures that Google refuses, or miss those it demands.
 */
final class Originals {
    private static final List<byte[]> FOREIGN = List.of(bytes("\"" + Seals.SIGNED_MARK), bytes("\"" + Seals.SEALED_MARK));
    private static final List<byte[]> CALLS = List.of(bytes("\"functionCall\""), bytes("\"function_call\""));
    // Google's own word for calls that another vendor's model made.
    private static final String UNSIGNED = "skip_thought_signature_validator";

    private Originals() {
    }

    /** The request for a model of this generation. */
    static byte[] fit(byte[] request, Generation generation) {
        boolean foreign = has(request, FOREIGN);
        if (!foreign && !(generation.levels() && has(request, CALLS))) {
            return request;
        }
        JsonNode tree = Json.read(request);
        boolean changed = false;
        for (JsonNode content : tree.path("contents")) {
            if (content.path("parts") instanceof ArrayNode parts) {
                changed |= foreign && clean(parts);
                changed |= generation.levels() && excuse(parts);
            }
        }
        return changed ? Json.write(tree) : request;
    }

    /** Excuses the first call of a turn if nobody signed it; whether that was needed. */
    static boolean excuse(JsonNode parts) {
        for (JsonNode part : parts) {
            if (part instanceof ObjectNode call && (call.has("functionCall") || call.has("function_call"))) {
                boolean unsigned = signature(call).isEmpty();
                if (unsigned) {
                    call.put("thoughtSignature", UNSIGNED);
                }
                return unsigned;
            }
        }
        return false;
    }

    private static boolean clean(ArrayNode parts) {
        boolean changed = false;
        for (Iterator<JsonNode> each = parts.iterator(); each.hasNext();) {
            if (each.next() instanceof ObjectNode part && Seals.foreign(signature(part))) {
                changed = true;
                part.remove(List.of("thoughtSignature", "thought_signature"));
                boolean empty = part.path("text").asText().isEmpty();
                part.remove(empty ? List.of("text", "thought") : List.of());
                if (part.isEmpty()) {
                    each.remove();
                }
            }
        }
        return changed;
    }

    private static String signature(ObjectNode part) {
        return part.path("thoughtSignature").asText(part.path("thought_signature").asText(""));
    }

    private static boolean has(byte[] request, List<byte[]> words) {
        for (int at = 0; at < request.length; at++) {
            if (request[at] == '"') {
                for (byte[] word : words) {
                    if (at + word.length <= request.length
                            && Arrays.equals(word, 0, word.length, request, at, at + word.length)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
