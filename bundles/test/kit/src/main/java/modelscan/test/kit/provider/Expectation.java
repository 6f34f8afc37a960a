package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.gateway.Collected;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;

/**
 * Compares an answer with what a cassette expects.
 *
 * <p>{@code text}, {@code transcript}, {@code media} (a list of {@code url}, or {@code type} and {@code base64}),
 * {@code vectors}, {@code ranks} ({@code index}, {@code score}), {@code hits} ({@code title}, {@code url}, {@code snippet}),
 * {@code verdicts} ({@code flagged}, {@code categories}), {@code usage} by unit, {@code finish}, {@code failure} (its code).
 * What is not named is not compared.
 */
record Expectation(JsonNode wanted, String server) {
    private static final Set<String> WORDS = Set.of("text", "transcript", "media", "vectors", "ranks", "hits", "verdicts",
            "usage", "finish", "failure");

    /** What is wrong with the answer; empty if nothing is. */
    List<String> objections(Collected got) {
        List<String> wrong = new ArrayList<>();
        if (wanted.isEmpty()) {
            wrong.add("'expect' says nothing; allowed are " + new TreeSet<>(WORDS));
        }
        wanted.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                wrong.add("'expect' has an unknown key '" + word + "'; allowed are " + new TreeSet<>(WORDS));
            }
        });
        String failure = got.failure().map(told -> told.code().word()).orElse("");
        if (!failure.equals(wanted.path("failure").asText(""))) {
            wrong.add(failure.isEmpty() ? "it did not fail" : "it failed: " + got.failure().get());
            return wrong;
        }
        compare(wrong, "text", got.text());
        compare(wrong, "transcript", transcript(got));
        compare(wrong, "finish", got.receipt().finish().map(reason -> reason.name().toLowerCase(Locale.ROOT)).orElse(""));
        lists(wrong, got);
        usage(wrong, got);
        return wrong;
    }

    private void compare(List<String> wrong, String word, String got) {
        if (wanted.has(word) && !wanted.path(word).asText().equals(got)) {
            wrong.add(word + ": wanted '" + wanted.path(word).asText() + "', got '" + got + "'");
        }
    }

    private void lists(List<String> wrong, Collected got) {
        each(wrong, "media", got, StreamEvent.MediaProduced.class, (made, one) -> same(made.media(), one));
        each(wrong, "vectors", got, StreamEvent.Embedded.class, (made, one) -> same(made.values(), one));
        each(wrong, "ranks", got, StreamEvent.Ranked.class, (made, one) -> made.index() == one.path("index").asInt()
                && made.score() == one.path("score").asDouble());
        each(wrong, "hits", got, StreamEvent.Found.class, (made, one) -> said(one, "title", made.title())
                && said(one, "url", made.url()) && said(one, "snippet", made.snippet()));
        each(wrong, "verdicts", got, StreamEvent.Moderated.class, (made, one) ->
                made.flagged() == one.path("flagged").asBoolean() && (!one.has("categories")
                        || Set.copyOf(made.categories()).equals(texts(one.path("categories")))));
    }

    /** Whether an event is the one wanted. */
    private interface Match<E> {
        boolean same(E made, JsonNode one);
    }

    private <E extends StreamEvent> void each(List<String> wrong, String word, Collected got, Class<E> kind, Match<E> match) {
        if (!wanted.has(word)) {
            return;
        }
        List<E> made = got.events().stream().filter(kind::isInstance).map(kind::cast).toList();
        boolean same = made.size() == wanted.path(word).size();
        for (int at = 0; same && at < made.size(); at++) {
            same = match.same(made.get(at), wanted.path(word).get(at));
        }
        if (!same) {
            wrong.add(word + ": wanted " + wanted.path(word) + ", got " + made);
        }
    }

    private boolean same(Media media, JsonNode one) {
        return switch (media) {
            case Media.Link link -> link.uri().toString().equals(one.path("url").asText().replace("{server}", server));
            case Media.Bytes bytes -> said(one, "type", bytes.mediaType())
                    && said(one, "base64", Base64.getEncoder().encodeToString(bytes.data())) && !one.has("url");
            case Media.Upload upload -> said(one, "id", upload.id());
        };
    }

    private static boolean same(float[] values, JsonNode one) {
        boolean same = values.length == one.size();
        for (int at = 0; same && at < values.length; at++) {
            same = Math.abs(values[at] - one.get(at).floatValue()) < 1e-6;
        }
        return same;
    }

    private static boolean said(JsonNode one, String word, String got) {
        return !one.has(word) || Objects.equals(one.path(word).asText(), got);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }

    private void usage(List<String> wrong, Collected got) {
        wanted.path("usage").properties().forEach(unit -> {
            Optional<BigDecimal> used = Unit.of(unit.getKey()).flatMap(got.receipt().usage()::amount);
            if (used.isEmpty() || used.get().compareTo(new BigDecimal(unit.getValue().asText())) != 0) {
                wrong.add("usage " + unit.getKey() + ": wanted " + unit.getValue() + ", got " + used);
            }
        });
    }

    /** All that was heard, as a caller gets it. */
    static String transcript(Collected got) {
        StringBuilder words = new StringBuilder();
        got.events().forEach(event -> {
            if (event instanceof StreamEvent.Transcribed heard) {
                // Passages with times are not run together.
                boolean apart = words.isEmpty() || heard.end().isZero() || (words.charAt(words.length() - 1) + heard.text())
                        .chars().limit(2).anyMatch(Character::isWhitespace);
                words.append(apart ? "" : " ").append(heard.text());
            }
        });
        return words.toString().strip();
    }
}
