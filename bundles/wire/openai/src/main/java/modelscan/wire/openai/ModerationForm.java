package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Operation;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Verdicts over texts and pictures: {@code /moderations}. */
final class ModerationForm implements Form {
    private static final Set<String> KNOWN = Set.of("model", "input");
    // All that OpenAI's clients expect to find in an answer.
    private static final List<String> CATEGORIES = List.of("harassment", "harassment/threatening", "hate", "hate/threatening",
            "illicit", "illicit/violent", "self-harm", "self-harm/instructions", "self-harm/intent", "sexual", "sexual/minors",
            "violence", "violence/graphic");

    @Override
    public Operation operation() {
        return Operation.MODERATION;
    }

    @Override
    public String path() {
        return "/moderations";
    }

    @Override
    public void check(Place request) {
        Place input = request.object().member("input")
                .orElseThrow(() -> request.wrong("input", "is missing: give a text, a list of texts, or a list of parts"));
        if (!input.node().isTextual() && (!input.node().isArray() || input.node().isEmpty())) {
            throw input.refuse("must be a text, a list of texts, or a list of parts");
        }
    }

    @Override
    public ModerationRequest read(Place request) {
        ObjectNode extra = Notes.begun(request, KNOWN);
        Place input = request.wanted("input");
        List<Part> parts = new ArrayList<>();
        if (input.node().isTextual()) {
            Notes.in(extra).put("single", true);
            parts.add(new Part.Text(input.text()));
        } else if (input.node().path(0).isTextual()) {
            input.elements().forEach(each -> parts.add(new Part.Text(each.text())));
        } else {
            Notes.in(extra).put("parts", true);
            parts.addAll(PartReader.content(input, extra));
        }
        return new ModerationRequest(ModelName.of(operation(), request), parts, extra);
    }

    @Override
    public void write(Request request, ObjectNode json, Losses losses) {
        ModerationRequest moderation = (ModerationRequest) request;
        JsonNode notes = Notes.of(moderation.extra());
        boolean words = moderation.inputs().stream().allMatch(Part.Text.class::isInstance);
        if (notes.has("parts") || !words) {
            json.set("input", Kept.restored(new PartWriting(losses).list(moderation.inputs()), notes.get("content")));
        } else if (notes.has("single") && moderation.inputs().size() == 1) {
            json.put("input", ((Part.Text) moderation.inputs().getFirst()).text());
        } else {
            ArrayNode texts = json.putArray("input");
            moderation.inputs().forEach(part -> texts.add(((Part.Text) part).text()));
        }
    }

    @Override
    public List<StreamEvent> events(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        for (JsonNode result : FormReader.list(answer, "results", "verdicts")) {
            List<String> categories = new ArrayList<>();
            for (Map.Entry<String, JsonNode> category : result.path("categories").properties()) {
                if (category.getValue().asBoolean()) {
                    categories.add(category.getKey());
                }
            }
            boolean flagged = result.has("flagged") ? result.path("flagged").asBoolean() : !categories.isEmpty();
            events.add(new StreamEvent.Moderated(events.size(), flagged, categories));
        }
        return events;
    }

    @Override
    public ObjectNode answer(Request request, Told told) {
        String id = "modr-" + UUID.randomUUID().toString().replace("-", "");
        ObjectNode body = Json.object().put("id", id).put("model", told.model());
        ArrayNode results = body.putArray("results");
        for (StreamEvent.Moderated verdict : told.all(StreamEvent.Moderated.class)) {
            ObjectNode result = results.addObject().put("flagged", verdict.flagged());
            ObjectNode categories = result.putObject("categories");
            ObjectNode scores = result.putObject("category_scores");
            CATEGORIES.forEach(category -> categories.put(category, false));
            verdict.categories().forEach(category -> categories.put(category, true));
            // How sure a verdict is was not told: all or nothing.
            categories.properties().forEach(each -> scores.put(each.getKey(), each.getValue().booleanValue() ? 1 : 0));
        }
        return body;
    }
}
