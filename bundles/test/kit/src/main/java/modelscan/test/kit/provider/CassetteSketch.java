package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Collected;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.Cassette;
import modelscan.test.kit.RecordedExchange;
import modelscan.test.kit.Replay;
import modelscan.test.kit.Scrub;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;

/**
 * Makes a first cassette of an operation with a form of its own: the requests are real, the answers are made up.
 *
 * <p>Its author puts recorded answers in their place.
 */
public final class CassetteSketch {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private CassetteSketch() {
    }

    /**
     * The cassette; empty if the form is too special for a made-up answer.
     *
     * @throws IOException if the provider cannot be installed
     */
    public static Optional<Cassette> of(ProviderLab lab, ProviderSource source, String word) throws IOException {
        Operation operation = Operation.of(word).orElseThrow(() -> new IOException("no operation is called " + word));
        JsonNode forms = source.descriptor().path("calls").path(word);
        JsonNode form = forms.isArray() ? forms.path(0) : forms;
        try (LabProvider provider = LabProvider.open(lab, source)) {
            Optional<String> model = provider.problem().isEmpty() ? lab.catalog().provider(source.id()).map(Choice::new)
                    .flatMap(choice -> choice.model(operation)) : Optional.empty();
            if (model.isEmpty()) {
                return Optional.empty();
            }
            String name = model.get().substring(source.id().length() + 1);
            return played(provider, AskSketch.of(operation, name, form), new AnswerSketch(operation, form).answers());
        }
    }

    private static Optional<Cassette> played(LabProvider provider, ObjectNode ask, List<ScriptedAnswer> answers)
            throws IOException {
        List<RecordedExchange> blanks = answers.stream().map(answer -> new RecordedExchange("POST", "/", Map.of(),
                NODES.missingNode(), answer)).toList();
        String name = ask.path("operation").asText() + ".json";
        Replay replay = new Cassette(name, blanks, ask, NODES.objectNode()).replay(provider.url(), "");
        provider.follow(replay);
        Collected got = provider.answer(Asking.of(provider.lab(), provider.source().id(), ask));
        List<SeenRequest> seen = provider.requests();
        ObjectNode expect = expected(got, provider.url());
        if (got.failure().isPresent() || seen.size() != answers.size() || expect.isEmpty()) {
            return Optional.empty();
        }
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (int at = 0; at < seen.size(); at++) {
            exchanges.add(recorded(provider, seen.get(at), answers.get(at)));
        }
        return Optional.of(new Cassette(name, exchanges, ask, expect));
    }

    private static RecordedExchange recorded(LabProvider provider, SeenRequest request, ScriptedAnswer answer) {
        Scrub scrub = new Scrub(provider.credentials().secrets());
        RecordedExchange all = RecordedExchange.of(request, answer);
        Map<String, String> headers = new HashMap<>(all.headers());
        headers.keySet().retainAll(List.of("content-type"));
        String base = provider.basePath();
        String path = request.path().startsWith(base + "/") ? request.path().substring(base.length()) : request.path();
        return new RecordedExchange(all.method(), scrub.path(path), headers, all.body(), answer);
    }

    private static ObjectNode expected(Collected got, String server) {
        ObjectNode expect = NODES.objectNode();
        got.events().forEach(event -> tell(expect, event, server));
        String heard = Expectation.transcript(got);
        if (!heard.isEmpty()) {
            expect.put("transcript", heard);
        }
        if (!got.text().isEmpty()) {
            expect.put("text", got.text());
        }
        if (!expect.isEmpty() && !got.receipt().usage().amounts().isEmpty()) {
            ObjectNode usage = expect.putObject("usage");
            got.receipt().usage().amounts().forEach((unit, amount) -> usage.put(unit.word(), amount));
        }
        return expect;
    }

    private static void tell(ObjectNode expect, StreamEvent event, String server) {
        switch (event) {
            case StreamEvent.MediaProduced made when made.media() instanceof Media.Link link ->
                expect.withArray("media").addObject().put("url", link.uri().toString().replace(server, "{server}"));
            case StreamEvent.MediaProduced made when made.media() instanceof Media.Bytes(String type, byte[] data) ->
                expect.withArray("media").addObject().put("type", type).put("base64", Base64.getEncoder().encodeToString(data));
            case StreamEvent.Embedded vector -> {
                var values = expect.withArray("vectors").addArray();
                for (float value : vector.values()) {
                    values.add(value);
                }
            }
            case StreamEvent.Ranked rank ->
                expect.withArray("ranks").addObject().put("index", rank.index()).put("score", rank.score());
            case StreamEvent.Found hit -> expect.withArray("hits").addObject().put("title", hit.title()).put("url", hit.url())
                    .put("snippet", hit.snippet());
            case StreamEvent.Moderated verdict -> {
                ObjectNode one = expect.withArray("verdicts").addObject().put("flagged", verdict.flagged());
                verdict.categories().forEach(one.putArray("categories")::add);
            }
            default -> { }
        }
    }
}
