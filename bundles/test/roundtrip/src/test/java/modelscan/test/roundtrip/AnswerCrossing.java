package modelscan.test.roundtrip;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.model.StreamEvent;

/** All answers of a provider of one dialect, as a client of another reads them; streamed and whole on both sides. */
final class AnswerCrossing {
    private final Tongue from;
    private final Tongue to;
    private final Map<Said.Feature, Outcome> outcomes = new EnumMap<>(Said.Feature.class);
    private final List<String> silences = new ArrayList<>();
    private final Set<Unsaid> excused = new HashSet<>();

    private AnswerCrossing(Tongue from, Tongue to) {
        this.from = from;
        this.to = to;
    }

    static AnswerCrossing of(Tongue from, Tongue to) {
        AnswerCrossing crossing = new AnswerCrossing(from, to);
        for (boolean streamed : new boolean[] {true, false}) {
            int number = 0;
            for (List<Frame> answer : Answers.of(from, streamed)) {
                crossing.cross(number, answer, streamed, true);
                crossing.cross(number++, answer, streamed, false);
            }
        }
        return crossing;
    }

    Map<Said.Feature, Outcome> outcomes() {
        return outcomes;
    }

    List<String> silences() {
        return silences;
    }

    /** The exceptions without which more would be lost silently. */
    Set<Unsaid> excused() {
        return excused;
    }

    private void cross(int number, List<Frame> answer, boolean streamed, boolean read) {
        List<Piece> pieces = Answers.read(from, streamed, answer);
        List<StreamEvent> said = Answers.events(pieces);
        boolean broken = said.stream().anyMatch(StreamEvent.Failed.class::isInstance);
        if (broken && !read) {
            return; // The gateway answers with a failure instead: nothing was sent before.
        }
        // Frames of the same dialect would pass untouched: what is to be shown is an answer that a stage has changed.
        List<Piece> seen = from == to ? pieces.stream().map(piece -> Piece.of(piece.events())).toList() : pieces;
        List<StreamEvent> heard = Answers.events(Answers.read(to, read, Answers.written(to, read, seen)));
        Map<Said.Feature, List<String>> before = Said.of(said);
        Map<Said.Feature, List<String>> after = Said.of(heard);
        before.forEach((feature, values) -> judge(feature, values, after,
                "answer " + number + (streamed ? " streamed" : " whole") + (read ? " to a stream " : " to a whole ")));
    }

    private void judge(Said.Feature feature, List<String> values, Map<Said.Feature, List<String>> after, String where) {
        List<String> there = after.getOrDefault(feature, List.of());
        Outcome outcome = there.equals(values) ? Outcome.KEPT : resaid(feature, values, after) ? Outcome.RESAID : excuse(feature);
        outcomes.merge(feature, outcome, Outcome::worse);
        boolean listed = silences.stream().anyMatch(line -> line.contains(", " + feature.label() + ":"));
        if (outcome == Outcome.SILENT && !listed) {
            silences.add(from.word() + " → " + to.word() + ", " + feature.label() + ": " + where + values + " became " + there);
        }
    }

    private Outcome excuse(Said.Feature feature) {
        Optional<Unsaid> known = Unsaid.of(feature, to);
        known.ifPresent(excused::add);
        return known.map(Unsaid::outcome).orElse(Outcome.SILENT);
    }

    private static boolean resaid(Said.Feature feature, List<String> values, Map<Said.Feature, List<String>> after) {
        return switch (feature) {
            case ID -> after.containsKey(Said.Feature.ID);
            case SEAL, CALL_SEAL -> values.stream().allMatch(value -> sealed(after).stream().anyMatch(each -> each.contains(value)));
            case REFUSAL -> after.getOrDefault(Said.Feature.TEXT, List.of()).equals(values);
            case CONTENT_FILTER -> after.containsKey(Said.Feature.DECLINED);
            case DECLINED -> after.containsKey(Said.Feature.CONTENT_FILTER);
            default -> false;
        };
    }

    private static List<String> sealed(Map<Said.Feature, List<String>> after) {
        List<String> all = new ArrayList<>(after.getOrDefault(Said.Feature.SEAL, List.of()));
        all.addAll(after.getOrDefault(Said.Feature.CALL_SEAL, List.of()));
        return all;
    }
}
