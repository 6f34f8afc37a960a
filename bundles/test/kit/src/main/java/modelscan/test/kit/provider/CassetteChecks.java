package modelscan.test.kit.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Collected;
import modelscan.api.model.Operation;
import modelscan.test.kit.Cassette;
import modelscan.test.kit.Replay;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;

/** That operations with a form of their own do what was recorded, and that each of them was. */
record CassetteChecks(LabProvider provider) {

    static void look(LabProvider provider, Findings findings) {
        CassetteChecks checks = new CassetteChecks(provider);
        List<Cassette> cassettes = provider.source().cassettes();
        for (String word : provider.source().serves()) {
            if (provider.source().refusal(word).isPresent()) {
                findings.check(word + " is refused with the way out", () -> checks.refused(word));
            } else if (provider.source().formed(word)) {
                Optional<Cassette> first = cassettes.stream()
                        .filter(one -> one.ask().path("operation").asText().equals(word)).findFirst();
                findings.check(word + " has a cassette", () -> first.isPresent() ? ""
                        : "there is no file " + word + ".json in cassettes or src/test/cassettes");
                first.ifPresent(cassette -> checks.errors(word, cassette, findings));
            }
        }
        cassettes.forEach(cassette -> findings.check("cassette " + cassette.name(), () -> checks.plays(cassette)));
    }

    private String plays(Cassette cassette) throws IOException {
        Replay replay = cassette.replay(provider.url(), provider.basePath());
        provider.follow(replay);
        Collected got = ask(cassette);
        List<String> wrong = new ArrayList<>(replay.objections());
        wrong.addAll(new Expectation(cassette.expect(), provider.url()).objections(got));
        provider.requests().forEach(request -> {
            if (provider.credentials().betrayed(request.text())) {
                wrong.add("the body holds the key");
            }
        });
        // An upload or a told address may be signed by itself: the first call decides.
        if (!provider.requests().isEmpty()) {
            String shown = provider.credentials().objection(provider.requests().getFirst());
            if (!shown.isEmpty()) {
                wrong.add(shown);
            }
        }
        return String.join("; ", wrong);
    }

    private String refused(String word) {
        String told = provider.source().refusal(word).orElseThrow();
        String model = provider.lab().catalog().provider(provider.source().id()).map(Choice::new)
                .flatMap(choice -> Operation.of(word).flatMap(choice::model)).orElse(provider.source().id() + "/some-model");
        provider.follow(Script.always(ScriptedAnswer.json(200, "{}")));
        Collected answer = provider.answer(SampleRequests.of(Operation.of(word).orElseThrow(), model));
        return !provider.requests().isEmpty() ? "it was sent: " + provider.requests().getFirst()
                : answer.failure().filter(failure -> failure.message().contains(told)).isPresent() ? ""
                : "it became " + answer.failure();
    }

    private void errors(String word, Cassette cassette, Findings findings) {
        for (int status : new int[] {400, 401, 404, 429, 500, 503}) {
            findings.check(word + " error " + status, () -> fails(cassette, status));
        }
        findings.check(word + " a page of HTML", () -> {
            provider.follow(Script.always(ScriptedAnswer.whole(502, "text/html", "<html><title>Bad</title></html>".getBytes(
                    StandardCharsets.UTF_8))));
            return ask(cassette).failure().isPresent() ? "" : "it passes for an answer";
        });
    }

    private String fails(Cassette cassette, int status) throws IOException {
        String secret = provider.credentials().secrets().getFirst();
        String error = "{\"error\":{\"message\":\"it does not work with " + secret + "\",\"code\":" + status + "}}";
        provider.follow(Script.always(ScriptedAnswer.json(status, error).header("retry-after", "7")));
        Collected got = ask(cassette);
        if (got.failure().isEmpty()) {
            return "it passes for an answer";
        }
        if (provider.credentials().betrayed(got.failure().get().toString())) {
            return "the key is in the failure";
        }
        int shown = status == 401 ? 502 : status;
        boolean waits = got.failure().get().retryAfter().isPresent() == (status == 429 || status == 503);
        return got.failure().get().status() == shown && waits ? "" : "it became " + got.failure().get();
    }

    private Collected ask(Cassette cassette) throws IOException {
        return provider.answer(Asking.of(provider.lab(), provider.source().id(), cassette.ask()));
    }
}
