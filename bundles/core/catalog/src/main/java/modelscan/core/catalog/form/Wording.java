package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.Path;

/** What the readers of a form have in common: paths, phrases and templates. */
final class Wording {
    private Wording() {
    }

    /** A path that must be there. */
    static Path path(Fields fields, String key) {
        return optionalPath(fields, key).orElseThrow(() -> refuse(fields.place(), "'" + key + "' is missing"));
    }

    /** A path that may be there. */
    static Optional<Path> optionalPath(Fields fields, String key) {
        return fields.optionalText(key).map(text -> checked(fields, key, Path::of, text));
    }

    /** A path with a usual value. */
    static Path path(Fields fields, String key, String usual) {
        return optionalPath(fields, key).orElseGet(() -> Path.of(usual));
    }

    /** A phrase that may be there. */
    static Optional<Phrase> phrase(Fields fields, String key) {
        return fields.optionalText(key).map(text -> checked(fields, key, Phrase::of, text));
    }

    /** A template that may be there. */
    static Optional<Template> template(Fields fields, String key) {
        return fields.value(key).map(value -> checked(fields, key, Template::of, value));
    }

    /** An object of phrases under free names. */
    static Map<String, Phrase> phrases(Fields fields, String key) {
        Map<String, Phrase> phrases = new LinkedHashMap<>();
        fields.named(key).ifPresent(named -> named.keys()
                .forEach(name -> phrase(named, name).ifPresent(phrase -> phrases.put(name, phrase))));
        return phrases;
    }

    /** An object of templates under free names. */
    static Map<String, Template> templates(Fields fields, String key) {
        Map<String, Template> templates = new LinkedHashMap<>();
        fields.named(key).ifPresent(named -> named.keys()
                .forEach(name -> template(named, name).ifPresent(template -> templates.put(name, template))));
        return templates;
    }

    /** The word of a closed list, or a usual one. */
    static String word(Fields fields, String key, String usual, Set<String> allowed) {
        String word = fields.optionalText(key).orElse(usual);
        if (!allowed.contains(word)) {
            throw fields.notAllowed(key, word, allowed);
        }
        return word;
    }

    /** The failure for something wrong at a place. */
    static FailureException refuse(String place, String why) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, place + ": " + why));
    }

    private static <T, R> R checked(Fields fields, String key, Function<T, R> reader, T value) {
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException wrong) {
            throw refuse(fields.place(), "'" + key + "': " + wrong.getMessage());
        }
    }

    /** The values of an object as text, for tables of words. */
    static Map<String, JsonNode> table(Fields fields) {
        Map<String, JsonNode> table = new LinkedHashMap<>();
        for (String key : fields.keys()) {
            JsonNode value = fields.value(key).orElseThrow(() -> refuse(fields.place(), "'" + key + "' cannot be null"));
            if (!value.isValueNode()) {
                throw refuse(fields.place(), "'" + key + "' must be a text, a number, true or false");
            }
            table.put(key, value);
        }
        return table;
    }
}
