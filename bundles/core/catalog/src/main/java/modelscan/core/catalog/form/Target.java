package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.core.catalog.path.ValueText;

/** Where a call goes: a path with names, its query, its headers. */
record Target(String method, Phrase path, Map<String, Template> query, Map<String, Phrase> headers) {
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern DOTS = Pattern.compile("(^|.*/)\\.{1,2}(/.*|$)", Pattern.DOTALL);

    /** Tells every name in it. */
    void names(Consumer<String> consumer) {
        path.names(consumer);
        query.values().forEach(each -> each.names(consumer));
        headers.values().forEach(each -> each.names(consumer));
    }

    /**
     * The path with its query.
     *
     * @throws FailureException if a name in the path has no value
     */
    String address(Lookup lookup) {
        StringBuilder address = new StringBuilder(path.joined(lookup, Target::encoded)
                .orElseThrow(() -> wrong(path.missing(lookup).orElse("path"), "is needed to call this provider")));
        query.forEach((key, template) -> template.write(lookup).ifPresent(value -> add(address, key, value)));
        return address.toString();
    }

    /** The headers that have a value, by name in lower case. */
    Map<String, String> headers(Lookup lookup) {
        Map<String, String> said = new LinkedHashMap<>();
        headers.forEach((name, phrase) -> {
            Optional<String> value = phrase.text(lookup);
            value.ifPresent(text -> said.put(name.toLowerCase(Locale.ROOT), checked(name, text)));
        });
        return said;
    }

    private static void add(StringBuilder address, String key, JsonNode value) {
        if (value.isArray()) {
            value.forEach(each -> add(address, key, each));
            return;
        }
        address.append(address.indexOf("?") < 0 ? '?' : '&').append(Percent.encode(key)).append('=')
                .append(Percent.encode(ValueText.of(value)));
    }

    // Names of models and jobs may have slashes; whatever else a caller says stays inside one segment.
    private static String encoded(String name, String value) {
        if (DOTS.matcher(value).matches() || value.isEmpty()) {
            throw wrong(name, "cannot be a part of an address");
        }
        boolean slashes = name.equals("model") || name.equals(JobPlace.JOB) || name.startsWith(JobPlace.ANSWER);
        return slashes ? Percent.encodeSegments(value) : Percent.encode(value);
    }

    private static String checked(String name, String text) {
        if (CONTROL.matcher(text).find()) {
            throw wrong(name, "has a character that a header cannot have");
        }
        return text;
    }

    private static FailureException wrong(String name, String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "'" + name + "' " + why).at(name));
    }
}
