package modelscan.test.roundtrip;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.FailureException;

/** All requests of the corpus of one dialect, each said again in another. */
final class RequestCrossing {
    private final Tongue from;
    private final Tongue to;
    private final Map<Facet, Outcome> outcomes = new EnumMap<>(Facet.class);
    private final List<String> silences = new ArrayList<>();
    private final Set<Known> excused = new HashSet<>();

    private RequestCrossing(Tongue from, Tongue to) {
        this.from = from;
        this.to = to;
    }

    static RequestCrossing of(Tongue from, Tongue to) {
        RequestCrossing crossing = new RequestCrossing(from, to);
        int number = 0;
        for (ObjectNode request : from.corpus()) {
            crossing.cross(number++, request);
        }
        return crossing;
    }

    Map<Facet, Outcome> outcomes() {
        return outcomes;
    }

    /** What was lost and not told, with the request it was in. */
    List<String> silences() {
        return silences;
    }

    /** The exceptions without which more would be lost silently. */
    Set<Known> excused() {
        return excused;
    }

    private void cross(int number, ObjectNode request) {
        List<String> own = new ArrayList<>();
        request.path("~own").forEach(word -> own.add(word.asText()));
        Inquiry inquiry = from.asked(request.deepCopy().without("~own"));
        ChatRequest chat = (ChatRequest) inquiry.request();
        Facets before = Facets.of(chat);
        Back.Order order;
        try {
            // Of the same dialect the original would travel: what is to be shown is the way of one that a stage changed.
            order = to.back().order(to.exchange(from == to ? inquiry.changed(chat) : inquiry));
        } catch (FailureException refused) {
            note(Facet.OWN, Outcome.REFUSED, number + ": " + refused.getMessage());
            return;
        }
        before.values().keySet().forEach(facet -> judge(number, before, facet, order));
        for (String word : own) {
            judgeOwn(number, word, order);
        }
    }

    private void judge(int number, Facets before, Facet facet, Back.Order order) {
        List<String> values = before.of(facet);
        for (String value : values) {
            if (withheld(before, facet, value)) {
                continue;
            }
            Outcome outcome = to.spokenByClients() ? again(facet, values, value, order)
                    : new Traces(order.body()).find(facet, values, value);
            if (outcome == Outcome.SILENT) {
                outcome = facet.told(order.losses()) ? Outcome.TOLD : excuse(facet);
            }
            note(facet, outcome, "request " + number + " " + value + " " + order.losses());
        }
    }

    private Outcome excuse(Facet facet) {
        Optional<Known> known = Known.of(facet, from, to);
        known.ifPresent(excused::add);
        return known.map(Known::outcome).orElse(Outcome.SILENT);
    }

    // Some dialects forbid tools by not showing them, and force one by showing no other: then they are not lost.
    private static boolean withheld(Facets before, Facet facet, String value) {
        List<String> forced = before.of(Facet.THIS_TOOL);
        return switch (facet) {
            case TOOL, TOOL_PARAMETERS, TOOL_DESCRIPTION -> !before.of(Facet.NO_TOOL).isEmpty()
                    || !forced.isEmpty() && !value.equals(forced.getFirst()) && !value.contains("city_parameter")
                    && !value.equals("tells-weather");
            default -> false;
        };
    }

    private Outcome again(Facet facet, List<String> values, String value, Back.Order order) {
        Facets after = Facets.of((ChatRequest) to.asked(order.body()).request());
        List<String> there = after.of(facet);
        boolean kept = switch (facet) {
            case INSTRUCTION, USER_TEXT, MODEL_TEXT, THOUGHT, REFUSAL -> there.stream().anyMatch(text -> text.contains(value));
            case ORDER -> inOrder(values, there);
            default -> there.contains(value);
        };
        if (kept) {
            return Outcome.KEPT;
        }
        boolean resaid = switch (facet) {
            case SCHEMA, TOOL_PARAMETERS -> there.stream().anyMatch(each -> Traces.names(each).equals(Traces.names(value)));
            case EFFORT -> !after.of(Facet.BUDGET).isEmpty() || !there.isEmpty();
            case BUDGET -> !after.of(Facet.EFFORT).isEmpty() || !there.isEmpty();
            case RESULT_PICTURE -> after.of(Facet.PICTURE_BYTES).contains(value);
            case FILE_BYTES -> after.of(Facet.USER_TEXT).stream().anyMatch(text -> text.contains(Traces.decoded(value)));
            case REFUSAL -> after.of(Facet.MODEL_TEXT).stream().anyMatch(text -> text.contains(value));
            case CALL_ID -> !there.isEmpty();
            default -> false;
        };
        return resaid ? Outcome.RESAID : Outcome.SILENT;
    }

    private static boolean inOrder(List<String> values, List<String> there) {
        int found = 0;
        for (String each : there) {
            while (found < values.size() && each.contains(values.get(found))) {
                found++;
            }
        }
        return found == values.size();
    }

    private void judgeOwn(int number, String word, Back.Order order) {
        Pattern pattern = Pattern.compile("\\b(" + word + ")\\b");
        boolean there = from == to && pattern.matcher(new String(order.body(), StandardCharsets.UTF_8)).find();
        boolean told = order.losses().stream().anyMatch(loss -> pattern.matcher(loss).find());
        note(Facet.OWN, there ? Outcome.KEPT : told ? Outcome.TOLD : Outcome.SILENT,
                "request " + number + " " + word + " " + order.losses());
    }

    private void note(Facet facet, Outcome outcome, String where) {
        outcomes.merge(facet, outcome, Outcome::worse);
        boolean known = Known.of(facet, from, to).map(Known::outcome).filter(outcome::equals).isPresent();
        if (!known && outcome == Outcome.SILENT || outcome == Outcome.REFUSED) {
            silences.add(from.word() + " → " + to.word() + ", " + facet.label() + ": " + where);
        }
    }
}
