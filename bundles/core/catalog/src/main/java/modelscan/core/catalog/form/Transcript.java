package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.model.StreamEvent;
import modelscan.core.catalog.path.Path;
import modelscan.core.catalog.path.ValueText;

/**
 * Turns a text and its timed words into events whose texts, put together, are the text.
 *
 * <p>A word takes along the blanks before it and the punctuation that sticks to it.
 */
final class Transcript {
    private static final int LONGEST_GAP = 200;

    private Transcript() {
    }

    /** The events; one without times if there are no words. */
    static List<StreamEvent> of(String text, Optional<Answer.Words.Timed> timed, JsonNode json) {
        List<StreamEvent.Transcribed> words = timed.map(list -> words(list, json)).orElse(List.of());
        if (words.isEmpty()) {
            return List.of(new StreamEvent.Transcribed(text, Duration.ZERO, Duration.ZERO, Optional.empty()));
        }
        return aligned(text, words);
    }

    private static List<StreamEvent> aligned(String text, List<StreamEvent.Transcribed> words) {
        List<StreamEvent> events = new ArrayList<>();
        String lower = text.toLowerCase(Locale.ROOT);
        int begin = 0;
        int done = 0;
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at).text().toLowerCase(Locale.ROOT);
            int found = lower.indexOf(word, done);
            if (found < 0 || found - done > LONGEST_GAP || lower.length() != text.length()) {
                return spaced(words);
            }
            if (at > 0) {
                int cut = blank(text, done, found);
                events.add(said(words.get(at - 1), text.substring(begin, cut)));
                begin = cut;
            }
            done = found + word.length();
        }
        events.add(said(words.getLast(), text.substring(begin)));
        return events;
    }

    // What stands between two words belongs to the first one up to the first blank.
    private static int blank(String text, int from, int to) {
        int at = from;
        while (at < to && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    // The words are not those of the text: then they are the text.
    private static List<StreamEvent> spaced(List<StreamEvent.Transcribed> words) {
        List<StreamEvent> events = new ArrayList<>();
        boolean apart = true;
        for (StreamEvent.Transcribed word : words) {
            boolean blank = word.text().isBlank();
            events.add(said(word, apart || blank ? word.text() : " " + word.text()));
            apart = blank;
        }
        return events;
    }

    private static StreamEvent said(StreamEvent.Transcribed word, String text) {
        return new StreamEvent.Transcribed(text, word.begin(), word.end(), word.speaker());
    }

    private static List<StreamEvent.Transcribed> words(Answer.Words.Timed timed, JsonNode json) {
        List<StreamEvent.Transcribed> words = new ArrayList<>();
        for (JsonNode item : timed.items().elements(json)) {
            // Not by text(): a blank is a word of its own at some providers.
            Optional<String> text = timed.text().first(item).filter(JsonNode::isValueNode).map(ValueText::of);
            // Punctuation has no time at some: the words around it take it along.
            boolean timedWord = timed.begin().first(item).isPresent();
            if (timedWord && text.isPresent() && !text.get().isEmpty()) {
                words.add(new StreamEvent.Transcribed(text.get(), time(timed.begin(), item, timed.milliseconds()),
                        time(timed.end(), item, timed.milliseconds()), timed.speaker().flatMap(path -> path.text(item))));
            }
        }
        return words;
    }

    private static Duration time(Path path, JsonNode item, boolean milliseconds) {
        BigDecimal told = path.first(item).flatMap(Numbers::of).orElse(BigDecimal.ZERO).max(BigDecimal.ZERO);
        BigDecimal exact = milliseconds ? told : told.movePointRight(3);
        BigDecimal bounded = exact.min(BigDecimal.valueOf(Integer.MAX_VALUE));
        return Duration.ofMillis(bounded.setScale(0, RoundingMode.HALF_UP).longValue());
    }
}
