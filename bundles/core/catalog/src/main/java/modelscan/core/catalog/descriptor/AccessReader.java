package modelscan.core.catalog.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import modelscan.api.gateway.Provider.Mode;
import modelscan.base.json.Fields;
import modelscan.core.catalog.auth.Auth;

/** Reads where a provider is and how it wants to be shown its key. */
record AccessReader(Fields fields) {
    private static final Set<String> FORMS = Set.of("header", "prefix", "query", "sigv4", "google", "oauth");
    private static final Set<String> ALLOWED = Set.of("bearer", "none", "optional", "{\"header\": name}",
            "{\"query\": name}", "{\"sigv4\": {…}}", "{\"google\": {…}}", "{\"oauth\": {…}}");

    Descriptor.Access access(String id, Mode mode) {
        Auth auth = auth(mode);
        String key = auth.takesKey() ? fields.optionalText("key").orElse("$[secret:" + id + "]") : "";
        return new Descriptor.Access(url(mode), auth, key, Checked.texts(fields, "headers"));
    }

    private String url(Mode mode) {
        if (mode == Mode.HEADLESS && fields.optionalText("url").isEmpty()) {
            return "";
        }
        String url = fields.text("url");
        Checked.url(url, fields.place() + ": 'url'");
        if (url.contains("?")) {
            throw Checked.refuse(fields, "'url' has a query; the paths of operations are put behind it, a query may be in 'paths'");
        }
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private Auth auth(Mode mode) {
        JsonNode value = fields.value("auth").orElse(null);
        if (value == null) {
            // A command is usually logged in by itself.
            return new Auth.Bearer(mode == Mode.HEADLESS);
        }
        if (value.isTextual()) {
            return switch (value.textValue()) {
                case "bearer" -> new Auth.Bearer(false);
                case "optional" -> new Auth.Bearer(true);
                case "none" -> new Auth.None();
                default -> throw fields.notAllowed("auth", value.textValue(), ALLOWED);
            };
        }
        return form(Fields.of(value, fields.place() + " auth", FORMS));
    }

    private static Auth form(Fields form) {
        long kinds = form.keys().stream().filter(key -> !key.equals("prefix")).count();
        if (kinds != 1 || form.keys().contains("prefix") && !form.keys().contains("header")) {
            throw Checked.refuse(form, "exactly one of google, header (with a prefix or without), oauth, query, sigv4 is wanted");
        }
        if (form.keys().contains("header")) {
            return new Auth.Header(form.text("header"), form.optionalText("prefix").orElse(""));
        }
        return form.keys().contains("query") ? new Auth.Query(form.text("query")) : exchanged(form);
    }

    private static Auth exchanged(Fields form) {
        return form.object("sigv4", Set.of("service", "region")).<Auth>map(aws ->
                        new Auth.Aws(aws.text("service"), aws.text("region")))
                .or(() -> form.object("google", Set.of("scope")).map(google -> new Auth.Google(google.text("scope"))))
                .or(() -> form.object("oauth", Set.of("token", "scope")).map(AccessReader::client))
                .orElseThrow(() -> Checked.refuse(form, "the kind of auth is empty"));
    }

    private static Auth client(Fields form) {
        Checked.url(form.text("token"), form.place() + ": 'token'");
        return new Auth.Client(form.text("token"), form.optionalText("scope").orElse(""));
    }
}
