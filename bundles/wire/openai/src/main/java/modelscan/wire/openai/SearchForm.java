package modelscan.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Operation;
import modelscan.api.model.Request;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.StreamEvent;
import modelscan.base.json.Json;
import modelscan.base.wire.Place;

/** Hits on the web: {@code /search}, which OpenAI has not, in the form that search engines for models have in common. */
final class SearchForm implements Form {
    private static final Set<String> KNOWN = Set.of("model", "query", "limit", "max_results", "domains");

    @Override
    public Operation operation() {
        return Operation.SEARCH;
    }

    @Override
    public String path() {
        return "/search";
    }

    @Override
    public void check(Place request) {
        request.object().words("query", "say what to search for");
    }

    @Override
    public SearchRequest read(Place request) {
        ObjectNode extra = Notes.begun(request, KNOWN);
        List<String> domains = request.member("domains").map(place -> place.elements().stream().map(Place::text).toList())
                .orElse(List.of());
        return new SearchRequest(request.wanted("model").text(), request.wanted("query").text(),
                request.member("max_results").or(() -> request.member("limit")).map(Place::count), domains, extra);
    }

    @Override
    public void write(Request request, ObjectNode json, Losses losses) {
        SearchRequest search = (SearchRequest) request;
        json.put("query", search.query());
        search.limit().ifPresent(limit -> json.put("max_results", limit));
        if (!search.domains().isEmpty()) {
            search.domains().forEach(json.putArray("domains")::add);
        }
    }

    @Override
    public List<StreamEvent> events(JsonNode answer) {
        List<StreamEvent> events = new ArrayList<>();
        String words = answer.path("answer").asText("");
        if (answer.path("answer").isTextual() && !words.isEmpty()) {
            events.add(new StreamEvent.TextDelta(0, words));
        }
        for (JsonNode hit : FormReader.list(answer, "results", "hits")) {
            Optional<Double> score = hit.path("score").isNumber() ? Optional.of(hit.path("score").doubleValue()) : Optional.empty();
            String snippet = hit.has("snippet") ? hit.path("snippet").asText("") : hit.path("content").asText("");
            events.add(new StreamEvent.Found(hit.path("title").asText(""), hit.path("url").asText(""), snippet, score));
        }
        return events;
    }

    @Override
    public ObjectNode answer(Request request, Told told) {
        ObjectNode body = Json.object();
        ArrayNode results = body.putArray("results");
        for (StreamEvent.Found hit : told.all(StreamEvent.Found.class)) {
            ObjectNode result = results.addObject().put("title", hit.title()).put("url", hit.url()).put("snippet", hit.snippet());
            hit.score().ifPresent(score -> result.put("score", score));
        }
        String words = told.all(StreamEvent.TextDelta.class).stream().map(StreamEvent.TextDelta::text)
                .collect(Collectors.joining());
        return words.isEmpty() ? body : body.put("answer", words);
    }
}
