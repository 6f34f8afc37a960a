package modelscan.test.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Compares the body of a request with a recorded one: JSON and forms by value, anything else byte by byte. */
final class BodyMatch {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");

    private BodyMatch() {
    }

    /** What is wrong with the request's body; empty if nothing is. */
    static Optional<String> objection(JsonNode wanted, SeenRequest request) {
        if (wanted.has("$base64")) {
            return Arrays.equals(Base64.getDecoder().decode(wanted.path("$base64").asText()), request.body())
                    ? Optional.empty() : Optional.of("the body has other bytes: " + request.text());
        }
        JsonNode sent = value(request);
        if (wanted.isTextual()) {
            return wanted.textValue().equals(request.text()) ? Optional.empty()
                    : Optional.of("wanted the body '" + wanted.textValue() + "', not '" + request.text() + "'");
        }
        return different(wanted, sent, "body");
    }

    /** The body by its value: forms as an object, JSON as itself; a missing node if it is neither. */
    static JsonNode value(SeenRequest request) {
        String type = request.header("content-type").orElse("");
        return type.startsWith("multipart/") ? parts(request, type)
                : type.startsWith("application/x-www-form-urlencoded") ? form(request.text()) : request.json();
    }

    private static Optional<String> different(JsonNode wanted, JsonNode sent, String place) {
        if (wanted.isObject() && sent.isObject()) {
            Set<String> names = new HashSet<>();
            wanted.fieldNames().forEachRemaining(names::add);
            sent.fieldNames().forEachRemaining(names::add);
            return names.stream().sorted().map(name -> different(wanted.path(name), sent.path(name), place + "." + name))
                    .flatMap(Optional::stream).findFirst();
        }
        if (wanted.isArray() && sent.isArray() && wanted.size() == sent.size()) {
            for (int at = 0; at < wanted.size(); at++) {
                Optional<String> other = different(wanted.get(at), sent.get(at), place + "[" + at + "]");
                if (other.isPresent()) {
                    return other;
                }
            }
            return Optional.empty();
        }
        boolean same = wanted.isNumber() && sent.isNumber() ? wanted.decimalValue().compareTo(sent.decimalValue()) == 0
                : wanted.isTextual() && sent.isTextual() ? Scrub.same(wanted.textValue(), sent.textValue())
                : wanted.equals(sent);
        return same ? Optional.empty() : Optional.of("wanted " + place + " = " + said(wanted) + ", not " + said(sent));
    }

    private static String said(JsonNode node) {
        String text = node.isMissingNode() ? "nothing" : node.toString();
        return text.length() > 200 ? text.substring(0, 200) + "…" : text;
    }

    private static ObjectNode form(String text) {
        ObjectNode form = MAPPER.createObjectNode();
        for (String pair : text.split("&")) {
            String[] both = pair.split("=", 2);
            form.put(URLDecoder.decode(both[0], StandardCharsets.UTF_8),
                    both.length == 2 ? URLDecoder.decode(both[1], StandardCharsets.UTF_8) : "");
        }
        return form;
    }

    // A file is told as base64, a field as its text.
    private static ObjectNode parts(SeenRequest request, String type) {
        ObjectNode parts = MAPPER.createObjectNode();
        Matcher boundary = BOUNDARY.matcher(type);
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        for (String part : body.split(Pattern.quote("--" + (boundary.find() ? boundary.group(1) : "?")))) {
            int head = part.indexOf("\r\n\r\n");
            Matcher name = NAME.matcher(head < 0 ? "" : part.substring(0, head));
            if (name.find()) {
                byte[] value = part.substring(head + 4, part.length() - 2).getBytes(StandardCharsets.ISO_8859_1);
                parts.put(name.group(1), part.substring(0, head).contains("filename=")
                        ? Base64.getEncoder().encodeToString(value) : new String(value, StandardCharsets.UTF_8));
            }
        }
        return parts;
    }
}
