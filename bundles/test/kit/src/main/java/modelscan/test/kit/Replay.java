package modelscan.test.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Replays a cassette once: the requests must come in its order, and be what was recorded. */
public final class Replay implements Script {
    private final Cassette cassette;
    private final String server;
    private final String base;
    private final List<String> objections = new ArrayList<>();
    private int next;

    Replay(Cassette cassette, String server, String base) {
        this.cassette = cassette;
        this.server = server;
        this.base = base;
    }

    @Override
    public synchronized ScriptedAnswer answer(SeenRequest request) {
        if (next == cassette.exchanges().size()) {
            objections.add("one request too many: " + request);
            return ScriptedAnswer.json(500, "{\"error\":{\"message\":\"the cassette is at its end\"}}");
        }
        RecordedExchange exchange = cassette.exchanges().get(next++);
        Optional<String> wrong = exchange.objection(below(request, exchange.path()), Scrub.of());
        wrong.ifPresent(what -> objections.add("request " + next + ": " + what));
        return addressed(exchange.answer());
    }

    /** What was wrong with the requests; also that some did not come. */
    public synchronized List<String> objections() {
        List<String> all = new ArrayList<>(objections);
        for (int missing = next; missing < cassette.exchanges().size(); missing++) {
            RecordedExchange left = cassette.exchanges().get(missing);
            all.add("request " + (missing + 1) + " did not come: " + left.method() + " " + left.path());
        }
        return all;
    }

    private SeenRequest below(SeenRequest request, String recorded) {
        boolean below = !base.isEmpty() && request.path().startsWith(base + "/") && !recorded.startsWith(base + "/");
        return below ? new SeenRequest(request.method(), request.path().substring(base.length()), request.headers(),
                request.body()) : request;
    }

    private ScriptedAnswer addressed(ScriptedAnswer answer) {
        ScriptedAnswer addressed = new ScriptedAnswer(answer.status(), answer.headers(), answer.steps().stream()
                .map(step -> step instanceof ScriptedAnswer.Step.Send(byte[] bytes)
                        ? new ScriptedAnswer.Step.Send(addressed(bytes)) : step).toList(), answer.chunked());
        for (var header : answer.headers().entrySet()) {
            addressed = addressed.header(header.getKey(), header.getValue().replace("{server}", server));
        }
        return addressed;
    }

    private byte[] addressed(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        return raw.contains("{server}") ? raw.replace("{server}", server).getBytes(StandardCharsets.ISO_8859_1) : bytes;
    }
}
