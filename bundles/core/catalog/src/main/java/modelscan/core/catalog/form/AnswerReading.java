package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.core.catalog.path.Path;
import modelscan.core.catalog.path.ValueText;

/**
 * Reads the events out of an answer.
 *
 * @param answer what it holds, and where
 * @param operation the work that was asked for
 * @param type the media type where the answer does not say; may be empty
 */
record AnswerReading(Answer answer, Operation operation, String type) {

    /**
     * The events.
     *
     * @throws FailureException {@code PROVIDER_GARBAGE} if what is wanted is not there
     */
    List<StreamEvent> read(JsonNode json) {
        return switch (answer) {
            case Answer.Media media -> new MediaReading(media, type).read(json);
            case Answer.Words words -> words(words, json);
            case Answer.Vectors vectors -> vectors(vectors, json);
            case Answer.Ranks ranks -> ranks(ranks, json);
            case Answer.Hits hits -> hits(hits, json);
            case Answer.Verdicts verdicts -> verdicts(verdicts, json);
        };
    }

    /** The failure of an answer in which something is not where it should be. */
    static FailureException missing(String what, Path path) {
        return new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE, "the provider's answer has no " + what
                + (path.toString().isEmpty() ? "" : " at '" + path + "'")));
    }

    private List<StreamEvent> words(Answer.Words words, JsonNode json) {
        List<JsonNode> found = words.text().elements(json);
        if (found.isEmpty() || !found.stream().allMatch(JsonNode::isValueNode)) {
            throw missing("text", words.text());
        }
        StringBuilder text = new StringBuilder();
        found.forEach(each -> text.append(ValueText.of(each)));
        return operation == Operation.TRANSCRIPTION ? Transcript.of(text.toString(), words.timed(), json)
                : List.of(new StreamEvent.TextDelta(0, text.toString()));
    }

    private static List<StreamEvent> vectors(Answer.Vectors vectors, JsonNode json) {
        List<StreamEvent.Embedded> events = new ArrayList<>();
        List<JsonNode> items = items(vectors.items(), json, "vectors");
        for (int at = 0; at < items.size(); at++) {
            JsonNode vector = vectors.at().first(items.get(at)).orElseThrow(() -> missing("vector", vectors.at()));
            events.add(new StreamEvent.Embedded(index(vectors.index(), items.get(at), at), Numbers.vector(vector)));
        }
        events.sort(Comparator.comparingInt(StreamEvent.Embedded::index));
        return List.copyOf(events);
    }

    private static List<StreamEvent> ranks(Answer.Ranks ranks, JsonNode json) {
        List<StreamEvent> events = new ArrayList<>();
        List<JsonNode> items = items(ranks.items(), json, "ranking");
        for (int at = 0; at < items.size(); at++) {
            double score = ranks.score().first(items.get(at)).flatMap(Numbers::of)
                    .orElseThrow(() -> missing("score", ranks.score())).doubleValue();
            events.add(new StreamEvent.Ranked(index(ranks.index(), items.get(at), at), score));
        }
        return events;
    }

    private static List<StreamEvent> hits(Answer.Hits hits, JsonNode json) {
        List<StreamEvent> events = new ArrayList<>();
        hits.text().flatMap(path -> path.text(json)).ifPresent(text -> events.add(new StreamEvent.TextDelta(0, text)));
        for (JsonNode hit : items(hits.items(), json, "hits")) {
            Optional<String> url = hits.shown().url().text(hit);
            if (url.isPresent()) {
                events.add(new StreamEvent.Found(hits.shown().title().text(hit).orElse(""), url.get(),
                        hits.shown().snippet().text(hit).orElse(""),
                        hits.score().flatMap(path -> path.first(hit)).flatMap(Numbers::of).map(Number::doubleValue)));
            }
        }
        return events;
    }

    private static List<StreamEvent> verdicts(Answer.Verdicts verdicts, JsonNode json) {
        List<StreamEvent> events = new ArrayList<>();
        for (JsonNode item : items(verdicts.items(), json, "verdict")) {
            List<String> categories = verdicts.categories().map(path -> categories(path, item)).orElse(List.of());
            Optional<JsonNode> told = verdicts.flagged().flatMap(path -> path.first(item));
            if (told.isEmpty() && verdicts.flagged().isPresent()) {
                throw missing("verdict", verdicts.flagged().get());
            }
            boolean flagged = told.map(JsonNode::asBoolean).orElse(!categories.isEmpty());
            events.add(new StreamEvent.Moderated(events.size(), flagged, categories));
        }
        return events;
    }

    private static List<String> categories(Path path, JsonNode item) {
        List<String> categories = new ArrayList<>();
        for (JsonNode each : path.elements(item)) {
            if (each.isObject()) {
                each.properties().stream().filter(member -> member.getValue().asBoolean())
                        .forEach(member -> categories.add(member.getKey()));
            } else {
                categories.add(ValueText.of(each));
            }
        }
        return categories;
    }

    private static List<JsonNode> items(Path path, JsonNode json, String what) {
        if (path.all(json).isEmpty() && path.first(json).isEmpty()) {
            throw missing(what, path);
        }
        return path.elements(json);
    }

    private static int index(Optional<Path> path, JsonNode item, int position) {
        return path.flatMap(known -> known.first(item)).filter(JsonNode::canConvertToInt).map(JsonNode::intValue)
                .filter(index -> index >= 0).orElse(position);
    }
}
