package modelscan.core.catalog.descriptor;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Plan.What;
import modelscan.base.json.Fields;

/** Reads in which headers a provider tells its limits. */
record LimitsReader(Fields descriptor) {
    private static final Set<What> TOLD = Set.of(What.REQUESTS, What.TOKENS, What.INPUT_TOKENS, What.OUTPUT_TOKENS,
            What.CONCURRENT);
    private static final Set<String> FORMS = Stream.of(LimitHeaders.Reset.values())
            .map(form -> form.name().toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());

    LimitHeaders limits() {
        Set<String> words = new HashSet<>(Set.of("reset"));
        TOLD.forEach(what -> words.add(what.word()));
        Optional<Fields> limits = descriptor.object("limits", words);
        return limits.map(LimitsReader::limits).orElse(LimitHeaders.NONE);
    }

    private static LimitHeaders limits(Fields limits) {
        Map<What, LimitHeaders.Names> names = new EnumMap<>(What.class);
        for (What what : TOLD) {
            limits.object(what.word(), Set.of("limit", "remaining", "reset")).ifPresent(headers -> names.put(what,
                    new LimitHeaders.Names(header(headers, "limit"), header(headers, "remaining"), header(headers, "reset"))));
        }
        return new LimitHeaders(names, limits.optionalText("reset").map(word -> reset(limits, word)));
    }

    private static LimitHeaders.Reset reset(Fields limits, String word) {
        if (!FORMS.contains(word)) {
            throw limits.notAllowed("reset", word, FORMS);
        }
        return LimitHeaders.Reset.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Optional<String> header(Fields headers, String key) {
        return headers.optionalText(key).map(name -> name.toLowerCase(Locale.ROOT));
    }
}
