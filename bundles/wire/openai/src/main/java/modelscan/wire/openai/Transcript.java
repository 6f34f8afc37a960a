package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;

/** What was heard, in the forms that clients ask for. */
final class Transcript {
    private static final Duration LONGEST_LINE = Duration.ofSeconds(7);
    private static final int MOST_LETTERS = 84;

    private final List<StreamEvent.Transcribed> heard = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    /** More was heard; what it adds to the text is given back. */
    String add(StreamEvent.Transcribed more) {
        heard.add(more);
        int before = text.length();
        join(text, more);
        return text.substring(before);
    }

    private static void join(StringBuilder words, StreamEvent.Transcribed more) {
        boolean timed = !more.end().isZero();
        // Steps of a text are cut anywhere; words and passages with times are not.
        words.append(timed && Blanks.between(words, more.text()) ? " " : "").append(more.text());
    }

    /** All of it. */
    String text() {
        return text.toString().strip();
    }

    /** It in JSON, with or without its passages. */
    ObjectNode json(boolean verbose, boolean translated, Optional<String> language, Usage usage) {
        ObjectNode body = Json.object();
        if (verbose) {
            body.put("task", translated ? "translate" : "transcribe");
            language.ifPresent(word -> body.put("language", word));
            body.put("duration", seconds(length(usage)));
        }
        body.put("text", text());
        if (verbose) {
            ArrayNode segments = body.putArray("segments");
            for (StreamEvent.Transcribed passage : passages()) {
                int id = segments.size();
                ObjectNode segment = segments.addObject().put("id", id).put("start", seconds(passage.begin()))
                        .put("end", seconds(passage.end())).put("text", passage.text().strip());
                passage.speaker().ifPresent(speaker -> segment.put("speaker", speaker));
            }
            words(body);
        }
        usage(usage).ifPresent(told -> body.set("usage", told));
        return body;
    }

    private void words(ObjectNode body) {
        if (heard.size() < 2 || !heard.stream().allMatch(Transcript::word)) {
            return;
        }
        ArrayNode words = body.putArray("words");
        heard.forEach(word -> words.addObject().put("word", word.text().strip()).put("start", seconds(word.begin()))
                .put("end", seconds(word.end())));
    }

    /** What was used, as OpenAI tells it with a transcript. */
    static Optional<ObjectNode> usage(Usage usage) {
        if (usage.amount(Unit.SECOND).isPresent()) {
            return Optional.of(Json.object().put("type", "duration").put("seconds", usage.amount(Unit.SECOND).get()));
        }
        if (usage.amount(Unit.INPUT).isEmpty() && usage.amount(Unit.OUTPUT).isEmpty()) {
            return Optional.empty();
        }
        long input = usage.count(Unit.INPUT).orElse(0L);
        long output = usage.count(Unit.OUTPUT).orElse(0L);
        return Optional.of(Json.object().put("type", "tokens").put("input_tokens", input).put("output_tokens", output)
                .put("total_tokens", input + output));
    }

    /** It as subtitles. */
    String subtitles(boolean web, Usage usage) {
        StringBuilder out = new StringBuilder(web ? "WEBVTT\n\n" : "");
        int number = 0;
        for (StreamEvent.Transcribed passage : passages()) {
            Duration end = passage.end().isZero() ? length(usage) : passage.end();
            out.append(web ? "" : ++number + "\n").append(time(passage.begin(), web)).append(" --> ").append(time(end, web))
                    .append('\n').append(passage.text().strip().replaceAll("\\s*\n\\s*", "\n")).append("\n\n");
        }
        return out.toString();
    }

    // Single words with times are put together to lines that can be read.
    private List<StreamEvent.Transcribed> passages() {
        List<StreamEvent.Transcribed> passages = new ArrayList<>();
        if (heard.stream().allMatch(each -> each.end().isZero())) {
            return heard.isEmpty() ? passages
                    : List.of(new StreamEvent.Transcribed(text(), Duration.ZERO, Duration.ZERO, Optional.empty()));
        }
        for (StreamEvent.Transcribed next : heard) {
            StreamEvent.Transcribed last = passages.isEmpty() ? null : passages.getLast();
            if (last != null && word(next) && sameLine(last, next)) {
                StringBuilder joined = new StringBuilder(last.text());
                join(joined, next);
                passages.set(passages.size() - 1,
                        new StreamEvent.Transcribed(joined.toString(), last.begin(), next.end(), last.speaker()));
            } else {
                passages.add(next);
            }
        }
        return passages;
    }

    private static boolean sameLine(StreamEvent.Transcribed line, StreamEvent.Transcribed next) {
        return line.speaker().equals(next.speaker()) && !line.text().strip().matches("(?s).*[.!?。？！]")
                && line.text().length() + next.text().length() < MOST_LETTERS
                && next.end().minus(line.begin()).compareTo(LONGEST_LINE) <= 0;
    }

    private static boolean word(StreamEvent.Transcribed heard) {
        return !heard.end().isZero() && heard.text().strip().chars().noneMatch(Character::isWhitespace);
    }

    private Duration length(Usage usage) {
        return usage.amount(Unit.SECOND).map(value -> Duration.ofMillis(value.movePointRight(3).longValue()))
                .orElseGet(() -> heard.stream().map(StreamEvent.Transcribed::end).max(Duration::compareTo).orElse(Duration.ZERO));
    }

    private static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3);
    }

    private static String time(Duration time, boolean web) {
        return String.format("%02d:%02d:%02d%s%03d", time.toHours(), time.toMinutesPart(), time.toSecondsPart(), web ? "." : ",",
                time.toMillisPart());
    }
}
