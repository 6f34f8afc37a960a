package modelscan.test.roundtrip;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page that tells of every feature what becomes of it between two dialects. */
final class RoundTripPage {
    private static final String HEAD = """
            # Round trip

            A client speaks one dialect, the provider another. This page tells what becomes of every feature in between. It is
            measured: the test in `bundles/test/roundtrip` sends a corpus through every pair and writes what it finds.
            Where both speak the same dialect the original bytes travel on; these columns show the harder case, a message that
            something on the way has changed.

            | sign | meaning |
            |---|---|
            | yes | it arrives |
            | ≈ | it arrives in other words (an effort as a budget, an id as one of ours) |
            | – | it does not arrive, and nobody misses it |
            | no word | it does not arrive: the client's protocol has no word for it |
            | told | it does not arrive, and the caller is told (`x-modelscan-warnings`) |
            | refused | the request is refused |
            | LOST | it does not arrive and nobody says so: a defect |
            | (nothing) | the side that speaks has no such thing |

            Cohere, Bedrock and Replicate are spoken by providers only. Of several values of a feature the worst counts.
            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private RoundTripPage() {
    }

    static String of(Crossings crossings) {
        RoundTripPage page = new RoundTripPage();
        for (Tongue client : Tongue.clients()) {
            page.section("What a client asks in " + client.word(), "asked of", Facet.values(), Facet::label,
                    provider -> crossings.request(client, provider).outcomes());
        }
        for (Tongue client : Tongue.clients()) {
            page.section("What a client hears in " + client.word(), "from", Said.Feature.values(), Said.Feature::label,
                    provider -> crossings.answer(client, provider).outcomes());
        }
        page.reasons();
        return page.text.toString();
    }

    private <F> void section(String title, String corner, F[] features, Function<F, String> label,
            Function<Tongue, Map<F, Outcome>> column) {
        text.append("\n## ").append(title).append("\n\n| ").append(corner);
        Map<Tongue, Map<F, Outcome>> columns = new EnumMap<>(Tongue.class);
        for (Tongue provider : Tongue.values()) {
            columns.put(provider, column.apply(provider));
            text.append(" | ").append(provider.word());
        }
        text.append(" |\n|---").append("|---".repeat(columns.size())).append("|\n");
        for (F feature : features) {
            if (columns.values().stream().anyMatch(each -> each.containsKey(feature))) {
                text.append("| ").append(label.apply(feature));
                columns.values().forEach(each -> text.append(" | ").append(sign(each.get(feature))));
                text.append(" |\n");
            }
        }
    }

    private static String sign(Outcome outcome) {
        return outcome == null ? "" : outcome.sign();
    }

    private void reasons() {
        text.append("\n## Why something is not told\n\n");
        Known.ALL.forEach(known -> reason("asking", known.facet().label(), known.to(), known.reason()));
        Unsaid.ALL.forEach(unsaid -> reason("answering", unsaid.feature().label(), unsaid.to(), unsaid.reason()));
    }

    private void reason(String direction, String feature, Set<Tongue> tongues, String reason) {
        String where = tongues.size() == Tongue.values().length ? "everywhere" : Arrays.stream(Tongue.values())
                .filter(tongues::contains).map(Tongue::word).collect(Collectors.joining(", "));
        text.append(Stream.of("- " + direction, feature, where + ": " + reason + ".").collect(Collectors.joining(", ")))
                .append('\n');
    }
}
