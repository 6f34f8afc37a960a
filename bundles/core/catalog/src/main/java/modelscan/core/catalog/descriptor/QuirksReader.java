package modelscan.core.catalog.descriptor;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.ErrorMark;
import modelscan.core.catalog.path.Path;
import modelscan.core.catalog.path.ValueText;
import modelscan.core.catalog.quirk.Correction;
import modelscan.core.catalog.quirk.Quirks;

/** Reads the corrections that a provider needs; they are made in the order drop, rename, default, clamp, replace, flatten. */
record QuirksReader(Fields descriptor) {
    private static final Set<String> WORDS = Set.of("drop", "rename", "default", "clamp", "replace", "flatten", "usage",
            "error");

    Quirks quirks() {
        return descriptor.object("quirks", WORDS).map(QuirksReader::quirks).orElse(Quirks.NONE);
    }

    private static Quirks quirks(Fields quirks) {
        List<Correction> all = new ArrayList<>(drops(quirks));
        quirks.named("rename").ifPresent(names -> names.keys().forEach(key ->
                all.add(new Correction.Rename(plain(names, key, key), plain(names, key, names.text(key))))));
        quirks.named("default").ifPresent(values -> values.keys().forEach(key -> values.value(key)
                .ifPresent(value -> all.add(new Correction.Default(plain(values, key, key), value)))));
        quirks.named("clamp").ifPresent(bounds -> bounds.keys().forEach(key -> all.add(clamp(bounds, key))));
        quirks.named("replace").ifPresent(words -> words.keys().forEach(key ->
                all.add(new Correction.Replace(path(words, key, key), Checked.texts(words, key)))));
        quirks.texts("flatten").forEach(text -> all.add(new Correction.Flatten(path(quirks, "flatten", text))));
        return new Quirks(all, quirks.optionalText("usage").map(text -> path(quirks, "usage", text)), error(quirks));
    }

    /** The members that are left out. */
    static List<Correction> drops(Fields fields) {
        return fields.texts("drop").stream().<Correction>map(text -> new Correction.Drop(path(fields, "drop", text))).toList();
    }

    private static Correction clamp(Fields bounds, String key) {
        JsonNode pair = bounds.value(key).orElseThrow(() -> notBounds(bounds, key));
        if (!pair.isArray() || pair.size() != 2) {
            throw notBounds(bounds, key);
        }
        return new Correction.Clamp(path(bounds, key, key), bound(bounds, key, pair.get(0)), bound(bounds, key, pair.get(1)));
    }

    private static Optional<BigDecimal> bound(Fields bounds, String key, JsonNode bound) {
        if (!bound.isNull() && !bound.isNumber()) {
            throw notBounds(bounds, key);
        }
        return bound.isNull() ? Optional.empty() : Optional.of(bound.decimalValue());
    }

    private static RuntimeException notBounds(Fields bounds, String key) {
        return Checked.refuse(bounds, "'" + key + "' must be the least and the most such as [0, 1], null where there is none");
    }

    private static Optional<ErrorMark> error(Fields quirks) {
        if (quirks.value("error").filter(JsonNode::isTextual).isPresent()) {
            return Optional.of(new ErrorMark(path(quirks, "error", quirks.text("error")), Optional.empty(), Optional.empty()));
        }
        return quirks.object("error", Set.of("at", "unless", "message")).map(error ->
                new ErrorMark(path(error, "at", error.text("at")), error.value("unless").map(ValueText::of),
                        error.optionalText("message").map(text -> path(error, "message", text))));
    }

    private static Path path(Fields fields, String key, String text) {
        Path path = Checked.path(fields, key, text);
        if (path.member().isEmpty()) {
            throw Checked.refuse(fields, "'" + key + "' must name a member, not the whole");
        }
        return path;
    }

    private static Path plain(Fields fields, String key, String text) {
        Path path = path(fields, key, text);
        if (!path.plain()) {
            throw Checked.refuse(fields, "'" + key + "' cannot go over a list; name members only");
        }
        return path;
    }
}
