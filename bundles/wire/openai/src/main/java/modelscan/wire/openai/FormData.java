package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** A form with files, as {@code multipart/form-data}; a name with {@code []} behind it is the same name, for a list. */
final class FormData {
    private static final String TYPE = "multipart/form-data";
    private static final int MOST_PARTS = 500;
    private static final int LONGEST_BOUNDARY = 200;
    private static final int LARGEST_HEAD = 8 << 10;
    private static final int LARGEST_TEXT = 1 << 20;
    private static final byte[] LINE = {'\r', '\n'};
    private static final byte[] BLANK_LINE = {'\r', '\n', '\r', '\n'};

    private final List<Upload> files = new ArrayList<>();
    private final ObjectNode fields = Json.object();

    /** A file of a form. */
    record Upload(String field, String name, String type, byte[] data) {
    }

    private FormData() {
    }

    /** Whether a body of this type is such a form. */
    static boolean is(String contentType) {
        return contentType.split(";", 2)[0].strip().equalsIgnoreCase(TYPE);
    }

    /** Reads a form; what is wrong with it is said. */
    static FormData read(String contentType, byte[] body) {
        if (!is(contentType)) {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED_MEDIA,
                    "the content-type must be " + TYPE + ", not '" + contentType.split(";", 2)[0].strip() + "'"));
        }
        String boundary = Disposition.parameter(contentType, "boundary").orElse("");
        if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
            throw wrong("names no boundary");
        }
        FormData form = new FormData();
        form.parts(body, ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
        return form;
    }

    /** The texts by name. */
    Place fields() {
        return Place.root(fields);
    }

    /** The files under a name. */
    List<Upload> files(String field) {
        return files.stream().filter(file -> file.field().equals(field)).toList();
    }

    private void parts(byte[] body, byte[] dashed) {
        int at = find(body, dashed, 0);
        if (at < 0 || at > 0 && (at < 2 || !startsWith(body, LINE, at - 2))) {
            throw wrong("does not begin with its boundary");
        }
        byte[] delimiter = new byte[LINE.length + dashed.length];
        System.arraycopy(LINE, 0, delimiter, 0, LINE.length);
        System.arraycopy(dashed, 0, delimiter, LINE.length, dashed.length);
        at += dashed.length;
        for (int count = 0; !closed(body, at); count++) {
            if (count == MOST_PARTS) {
                throw wrong("has more than " + MOST_PARTS + " parts");
            }
            int head = lineEnd(body, at);
            int end = find(body, delimiter, head - LINE.length);
            if (end < 0) {
                throw wrong("is cut short");
            }
            part(body, head, Math.max(head, end));
            at = end + delimiter.length;
        }
    }

    private static boolean closed(byte[] body, int at) {
        return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
    }

    // Blanks may stand behind a boundary.
    private static int lineEnd(byte[] body, int from) {
        int at = from;
        while (at < body.length && (body[at] == ' ' || body[at] == '\t')) {
            at++;
        }
        if (!startsWith(body, LINE, at)) {
            throw wrong("is cut short");
        }
        return at + LINE.length;
    }

    private void part(byte[] body, int from, int to) {
        int blank = startsWith(body, LINE, from) ? from - LINE.length : find(body, BLANK_LINE, from);
        if (blank < 0 || blank + BLANK_LINE.length > to + LINE.length || blank - from > LARGEST_HEAD) {
            throw wrong("has a part without an end of its head");
        }
        String head = new String(body, from, Math.max(0, blank - from), StandardCharsets.UTF_8);
        byte[] data = Arrays.copyOfRange(body, Math.min(blank + BLANK_LINE.length, to), to);
        String disposition = Disposition.header(head, "content-disposition");
        String name = Disposition.parameter(disposition, "name").orElseThrow(() -> wrong("has a part without a name"));
        boolean list = name.endsWith("[]");
        String field = list ? name.substring(0, name.length() - 2) : name;
        Optional<String> file = Disposition.parameter(disposition, "filename");
        if (file.isPresent()) {
            String type = Disposition.header(head, "content-type").toLowerCase(Locale.ROOT);
            files.add(new Upload(field, file.get(), type, data));
        } else {
            text(field, list, data);
        }
    }

    private void text(String field, boolean list, byte[] data) {
        if (data.length > LARGEST_TEXT) {
            throw wrong("has a text that is too long: '" + field + "'");
        }
        String text = new String(data, StandardCharsets.UTF_8);
        JsonNode known = fields.get(field);
        if (known instanceof ArrayNode several) {
            several.add(text);
        } else if (list || known != null) {
            ArrayNode several = fields.putArray(field);
            if (known != null) {
                several.add(known);
            }
            several.add(text);
        } else {
            fields.put(field, text);
        }
    }

    private static int find(byte[] body, byte[] word, int from) {
        for (int at = Math.max(0, from); at <= body.length - word.length; at++) {
            if (body[at] == word[0] && startsWith(body, word, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] body, byte[] word, int at) {
        return at >= 0 && at + word.length <= body.length
                && Arrays.equals(word, 0, word.length, body, at, at + word.length);
    }

    private static FailureException wrong(String what) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "the form " + what));
    }
}
