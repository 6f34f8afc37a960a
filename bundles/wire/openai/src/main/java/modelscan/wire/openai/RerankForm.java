package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Documents in order of relevance: {@code /rerank}, which OpenAI has not but many servers of its protocol have. */
final class RerankForm implements Form {
    private static final String SHOW = "return_documents";
    private static final Set<String> KNOWN = Set.of("model", "query", "documents", "top_n", "top_k", SHOW);

    @Override
    public Operation operation() {
        return Operation.RERANK;
    }

    @Override
    public String path() {
        return "/rerank";
    }

    @Override
    public void check(Place request) {
        request.object().words("query", "say what the documents shall be relevant to");
        Place documents = request.member("documents")
                .orElseThrow(() -> request.wrong("documents", "is missing: give a list of texts"));
        if (documents.elements().isEmpty()) {
            throw documents.refuse("must have at least one document");
        }
    }

    @Override
    public RerankRequest read(Place request) {
        ObjectNode extra = Notes.begun(request, KNOWN);
        Optional<Place> topK = request.member("top_k");
        topK.ifPresent(_ -> Notes.in(extra).put("top_k", true));
        request.member(SHOW).ifPresent(show -> Notes.in(extra).put(SHOW, show.flag()));
        return new RerankRequest(request.wanted("model").text(), request.wanted("query").text(),
                request.wanted("documents").elements().stream().map(RerankForm::text).toList(),
                request.member("top_n").or(() -> topK).map(Place::count), extra);
    }

    private static String text(Place document) {
        return document.node().isTextual() ? document.text() : document.object().wanted("text").text();
    }

    @Override
    public void write(Request request, ObjectNode json, Losses losses) {
        RerankRequest rerank = (RerankRequest) request;
        JsonNode notes = Notes.of(rerank.extra());
        json.put("query", rerank.query());
        rerank.documents().forEach(json.putArray("documents")::add);
        rerank.limit().ifPresent(limit -> json.put(notes.has("top_k") ? "top_k" : "top_n", limit));
        if (notes.has(SHOW)) {
            json.set(SHOW, notes.get(SHOW));
        }
    }

    @Override
    public List<StreamEvent> events(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        // Voyage says data.
        String list = answer.path("results").isArray() ? "results" : "data";
        for (JsonNode result : FormReader.list(answer, list, "results")) {
            JsonNode score = result.has("relevance_score") ? result.path("relevance_score") : result.path("score");
            if (!result.path("index").isInt() || !score.isNumber()) {
                throw FormReader.garbage("a result of the provider has no index or no score");
            }
            events.add(new StreamEvent.Ranked(result.path("index").intValue(), score.doubleValue()));
        }
        return events;
    }

    @Override
    public Usage usage(JsonNode answer) {
        JsonNode billed = answer.path("meta").path("billed_units").path("search_units");
        JsonNode usage = answer.path("usage");
        Usage known = UsageReading.of(usage);
        JsonNode total = usage.path("total_tokens");
        if (known.amount(Unit.INPUT).isEmpty() && total.isIntegralNumber() && total.longValue() >= 0) {
            known = known.with(Unit.INPUT, total.longValue());
        }
        return billed.isIntegralNumber() && billed.longValue() >= 0 ? known.with(Unit.SEARCH, billed.longValue()) : known;
    }

    @Override
    public ObjectNode answer(Request request, Told told) {
        RerankRequest rerank = (RerankRequest) request;
        boolean show = Notes.of(rerank.extra()).path(SHOW).asBoolean();
        ObjectNode body = Json.object().put("model", told.model()).put("object", "list");
        ArrayNode results = body.putArray("results");
        told.all(StreamEvent.Ranked.class).stream()
                .sorted(Comparator.comparingDouble(StreamEvent.Ranked::score).reversed())
                .limit(rerank.limit().orElse(Integer.MAX_VALUE)).forEach(ranked -> {
                    ObjectNode result = results.addObject().put("index", ranked.index()).put("relevance_score", ranked.score());
                    if (show && ranked.index() >= 0 && ranked.index() < rerank.documents().size()) {
                        result.putObject("document").put("text", rerank.documents().get(ranked.index()));
                    }
                });
        told.usage().count(Unit.INPUT).ifPresent(input ->
                body.putObject("usage").put("prompt_tokens", input).put("total_tokens", input));
        told.usage().count(Unit.SEARCH).ifPresent(units ->
                body.putObject("meta").putObject("billed_units").put("search_units", units));
        return body;
    }
}
