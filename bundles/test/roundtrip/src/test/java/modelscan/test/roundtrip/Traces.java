package modelscan.test.roundtrip;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What can be recognised of a request in the bytes of a dialect that only providers speak. */
final class Traces {
    private final String body;

    Traces(byte[] body) {
        // JSON inside of a text looks like JSON beside it.
        this.body = new String(body, StandardCharsets.UTF_8).replace("\\", "");
    }

    /** How a value of a facet is there. */
    Outcome find(Facet facet, List<String> values, String value) {
        boolean there = switch (facet) {
            case ORDER -> inOrder(values);
            case TOOL_CALL, TOOL_RESULT -> parts(value).stream().allMatch(this::has);
            case SCHEMA, TOOL_PARAMETERS -> names(value).stream().allMatch(this::has);
            case EFFORT, BUDGET -> body.contains("reasoning") || body.contains("thinking");
            case NO_TOOL, SOME_TOOL, TOOL_FAILURE, CACHE_MARK, JSON, SCHEMA_STRICT ->
                    facet.traces().stream().anyMatch(body::contains);
            case TOOL_STRICT -> body.contains("strict");
            case PARALLEL -> body.contains("parallel");
            case PICTURE_DETAIL -> body.contains("\"detail\":");
            case FILE_NAME -> has(value.replaceFirst("[.][a-z]+$", ""));
            case TEMPERATURE, DARING, TOP_P, TOP_K, LIMIT, SEED, FREQUENCY, PRESENCE, CHOICES -> number(value);
            default -> has(value);
        };
        boolean exact = switch (facet) {
            case SCHEMA, TOOL_PARAMETERS -> has(value);
            case BUDGET -> number(value);
            case EFFORT, FILE_NAME -> has(value);
            default -> true;
        };
        if (facet == Facet.FILE_BYTES && !there && decoded(value).length() > 8 && has(decoded(value))) {
            return Outcome.RESAID;
        }
        return !there ? Outcome.SILENT : exact ? Outcome.KEPT : Outcome.RESAID;
    }

    private boolean inOrder(List<String> values) {
        int from = 0;
        for (String value : values) {
            from = body.indexOf(value, from) + 1;
            if (from == 0) {
                return false;
            }
        }
        return true;
    }

    private boolean has(String value) {
        return body.contains(value);
    }

    // A digit alone would be found in any name.
    private boolean number(String value) {
        return Pattern.compile("\":\\s*" + Pattern.quote(value) + "\\s*[,}]").matcher(body).find();
    }

    private static List<String> parts(String value) {
        int blank = value.indexOf(' ');
        return List.of(value.substring(0, blank), value.substring(blank + 1));
    }

    /** The text in base64. */
    static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8).strip();
    }

    /** The names of the properties of a schema. */
    static List<String> names(String schema) {
        try {
            List<String> names = new ArrayList<>();
            for (JsonNode properties : Tongue.JSON.readTree(schema).findValues("properties")) {
                properties.fieldNames().forEachRemaining(names::add);
            }
            return names;
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(schema.toLowerCase(Locale.ROOT), wrong);
        }
    }

    /** JSON without blanks; another text as it is. */
    static String compact(String json) {
        try {
            return Tongue.JSON.readTree(json).toString();
        } catch (JsonProcessingException noJson) {
            return json;
        }
    }
}
