package modelscan.tools.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.tools.Sketch;

/** How the key is shown, told by the security schemes. */
record AccessGuess(Document document, Sketch sketch) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern PREFIX = Pattern.compile("(Bearer|Token|Key|Basic|Api-Key) ", Pattern.CASE_INSENSITIVE);

    /** The value of the word {@code auth}. */
    JsonNode auth() {
        JsonNode schemes = document.root().path("components").path("securitySchemes");
        List<String> names = wanted(schemes);
        if (names.isEmpty()) {
            sketch.guess("a key is shown as bearer if there is one, as the document has no security schemes");
            return NODES.textNode("optional");
        }
        if (names.size() > 1) {
            sketch.guess("auth is the scheme '" + names.getFirst() + "'; there are also " + names.subList(1, names.size()));
        }
        return auth(names.getFirst(), document.resolved(schemes.path(names.getFirst())));
    }

    // Those that are required come first.
    private List<String> wanted(JsonNode schemes) {
        List<String> names = new ArrayList<>();
        document.root().path("security").forEach(one -> one.fieldNames().forEachRemaining(names::add));
        schemes.fieldNames().forEachRemaining(names::add);
        return names.stream().distinct().filter(schemes::has).toList();
    }

    private JsonNode auth(String name, JsonNode scheme) {
        String text = scheme.path("name").asText();
        return switch (scheme.path("type").asText()) {
            case "apiKey" -> switch (scheme.path("in").asText()) {
                case "query" -> NODES.objectNode().put("query", text);
                case "header" -> header(text, scheme.path("description").asText());
                default -> bearer("the key is a cookie in '" + name + "', which cannot be said; auth is bearer for now");
            };
            case "http" -> switch (scheme.path("scheme").asText().toLowerCase(Locale.ROOT)) {
                case "bearer" -> NODES.textNode("bearer");
                case "basic" -> NODES.objectNode().put("header", "Authorization").put("prefix", "Basic ");
                default -> bearer("the scheme '" + name + "' is not known; auth is bearer for now");
            };
            case "oauth2" -> oauth(scheme.path("flows").path("clientCredentials"));
            default -> bearer("the scheme '" + name + "' is not known; auth is bearer for now");
        };
    }

    private JsonNode header(String header, String description) {
        ObjectNode auth = NODES.objectNode().put("header", header);
        if (!header.equalsIgnoreCase("authorization")) {
            return auth;
        }
        Matcher prefix = PREFIX.matcher(description);
        if (!prefix.find() || prefix.group(1).equalsIgnoreCase("bearer")) {
            return bearer("the key in the header Authorization stands behind 'Bearer'");
        }
        sketch.guess("the key in the header Authorization stands behind '" + prefix.group() + "'");
        return auth.put("prefix", prefix.group());
    }

    private JsonNode oauth(JsonNode flow) {
        String token = flow.path("tokenUrl").asText("");
        if (!token.contains("://")) {
            return bearer("access tokens are got in a way that cannot be said; auth is bearer for now");
        }
        List<String> scopes = new ArrayList<>();
        flow.path("scopes").fieldNames().forEachRemaining(scopes::add);
        sketch.guess("the key is CLIENT:SECRET, and all scopes are asked for");
        ObjectNode auth = NODES.objectNode();
        auth.putObject("oauth").put("token", token).put("scope", String.join(" ", scopes));
        return auth;
    }

    private JsonNode bearer(String why) {
        sketch.guess(why);
        return NODES.textNode("bearer");
    }
}
