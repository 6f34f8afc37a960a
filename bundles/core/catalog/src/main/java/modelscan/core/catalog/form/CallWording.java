package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.Path;

/** Reads what is sent and where to. */
final class CallWording {
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> TYPES = Set.of("json", "multipart", "form", "bytes", "none");
    private static final Pattern ADDRESS = Pattern.compile("/.*|https?://[\\w.:\\[\\]-]+(/.*)?");

    private CallWording() {
    }

    /** The call; {@code medium} says whether its answer is no JSON. */
    static Call read(Fields fields, boolean medium) {
        Map<String, Phrase> headers = headers(fields);
        if (!medium) {
            headers.putIfAbsent("accept", Phrase.of("application/json"));
        }
        String method = Wording.word(fields, "method", "POST", METHODS);
        String usual = method.equals("GET") && fields.value("body").isEmpty() ? "none" : "json";
        String type = Wording.word(fields, "type", usual, TYPES);
        Optional<Template> body = Wording.template(fields, "body");
        if (type.equals("none") && body.isPresent()) {
            throw Wording.refuse(fields.place(), "'body' is there although 'type' is none");
        }
        if (type.equals("bytes") && body.isEmpty() && fields.optionalText("when").isEmpty()) {
            throw Wording.refuse(fields.place(),
                    "'body' is missing; with the type bytes it is one name, such as {sound.bytes}");
        }
        boolean parts = type.equals("multipart") || type.equals("form");
        if (parts && body.isPresent() && !(body.get() instanceof Template.Members)) {
            throw Wording.refuse(fields.place(), "'body' must be an object with the type " + type);
        }
        Optional<Template> whole = type.equals("bytes") && body.isEmpty()
                ? fields.optionalText("when").map(name -> Template.of(TextNode.valueOf("{" + name + "}"))) : body;
        return new Call(new Target(method, path(fields), Wording.templates(fields, "query"), headers),
                Call.Shape.valueOf(type.toUpperCase(Locale.ROOT)), whole, words(fields),
                fields.value("extra").isPresent() ? fields.flag("extra").orElseThrow() : type.equals("json"));
    }

    /** Where to ask for a job. */
    static Job.Spot spot(Fields fields) {
        String method = Wording.word(fields, "method", "GET", METHODS);
        Optional<Path> url = Wording.optionalPath(fields, "url");
        if (url.isPresent() == fields.value("path").isPresent()) {
            throw Wording.refuse(fields.place(), "one of 'path' and 'url' is needed");
        }
        Map<String, Phrase> headers = headers(fields);
        return url.isPresent() ? new Job.Spot.Named(method, url.get(), headers)
                : new Job.Spot.Below(new Target(method, path(fields), Wording.templates(fields, "query"), headers));
    }

    private static Map<String, Phrase> headers(Fields fields) {
        Map<String, Phrase> headers = new HashMap<>();
        Wording.phrases(fields, "headers").forEach((name, phrase) -> headers.put(name.toLowerCase(Locale.ROOT), phrase));
        return headers;
    }

    // A whole address is the author's word; no name may choose the host that sees the key.
    private static Phrase path(Fields fields) {
        String text = fields.text("path");
        Phrase path = Wording.phrase(fields, "path").orElseThrow();
        if (!ADDRESS.matcher(text).matches() || !path.beginning().startsWith("/") && !wholeHost(path.beginning())) {
            throw Wording.refuse(fields.place(), "'path' must begin with a slash, or be an address with a whole host");
        }
        return path;
    }

    private static boolean wholeHost(String beginning) {
        int host = beginning.indexOf("://");
        return host > 0 && beginning.indexOf('/', host + 3) > 0;
    }

    private static WordBook words(Fields fields) {
        Map<String, Map<String, JsonNode>> words = new HashMap<>();
        fields.named("values").ifPresent(values -> values.keys().forEach(name -> {
            Fields table = values.named(name).orElseThrow(() -> Wording.refuse(values.place(), "'" + name + "' is empty"));
            words.put(name, Wording.table(table));
        }));
        return new WordBook(words);
    }
}
