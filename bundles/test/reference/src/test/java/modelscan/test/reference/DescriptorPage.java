package modelscan.test.reference;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.core.catalog.descriptor.LimitHeaders;

/** The page that lists every word of a descriptor. */
final class DescriptorPage {
    private static final String HEAD = """
            # The words of a descriptor

            A provider is one JSON file. Its vocabulary is closed: any other word is an error that names the place, the word and
            those that are allowed. `docs/guide/write-a-plugin.md` shows a whole file; this page lists every word there is.

            A *path* tells where something stands in JSON: `data.items[].text`, `choices[0].message`; `[]` goes through a list.
            A *unit* is one of %s.
            """;

    private DescriptorPage() {
    }

    static String of(List<Vocabulary> places) {
        StringBuilder text = new StringBuilder(HEAD.formatted(listed(Unit.values(), Unit::word)));
        for (Vocabulary place : places) {
            text.append("\n## ").append(place.title()).append("\n\n");
            if (!place.says().isEmpty()) {
                text.append(place.says()).append("\n\n");
            }
            text.append("| word | means |\n|---|---|\n");
            place.words().forEach((word, means) -> text.append("| `").append(word).append("` | ").append(filled(means))
                    .append(" |\n"));
            if (place.units()) {
                text.append("| a unit | the amount of it |\n");
            }
        }
        return text.toString();
    }

    private static String filled(String means) {
        return means.replace("%OPERATIONS%", listed(Operation.values(), Operation::word))
                .replace("%RESETS%", listed(LimitHeaders.Reset.values(), reset -> reset.name().toLowerCase(Locale.ROOT)))
                .replace("|", "\\|");
    }

    private static <T> String listed(T[] all, Function<T, String> word) {
        return Arrays.stream(all).map(each -> "`" + word.apply(each) + "`").collect(Collectors.joining(", "));
    }
}
