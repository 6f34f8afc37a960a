package modelscan.test.kit.provider;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Dialect;
import modelscan.api.model.Failure;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.dialect.DialectFake;

/** That the other operations of a dialect work. */
record OperationChecks(LabProvider provider, Choice choice, DialectFake fake) {

    static void look(LabProvider provider, Choice choice, Findings findings) {
        String dialect = provider.source().descriptor().path("dialect").asText();
        for (String word : provider.source().serves()) {
            Operation operation = Operation.of(word).orElseThrow();
            if (operation == Operation.CHAT || provider.source().formed(word)) {
                continue;
            }
            Optional<Back> back = provider.lab().dialect(dialect).flatMap((Dialect found) -> found.back(operation));
            Optional<String> model = choice.model(operation);
            Optional<ScriptedAnswer> answer = DialectFake.of(dialect).flatMap(fake -> fake.result(operation));
            if (back.isEmpty() || model.isEmpty()) {
                findings.fail(word, back.isEmpty() ? "the dialect '" + dialect + "' has no word for " + word
                        + "; the descriptor needs an entry in 'calls', or must not serve it" : "no model serves it");
            } else if (answer.isEmpty()) {
                findings.fail(word, "the kit has no fake of " + word + " in the dialect " + dialect);
            } else {
                OperationChecks checks = new OperationChecks(provider, choice, DialectFake.of(dialect).orElseThrow());
                findings.check(word + " answers", () -> checks.answers(operation, model.get(), answer.get()));
                findings.check(word + " shows the key as the descriptor says", () ->
                        provider.credentials().objection(provider.requests().getFirst()));
                findings.check(word + " fails", () -> checks.fails(operation, model.get()));
            }
        }
    }

    private String answers(Operation operation, String model, ScriptedAnswer answer) {
        provider.follow(Script.always(answer));
        Collected got = provider.answer(SampleRequests.of(operation, model));
        if (got.failure().isPresent()) {
            return "it failed: " + got.failure().get();
        }
        return wanted(operation, got.events()) ? "" : "it gave " + got.events();
    }

    private String fails(Operation operation, String model) {
        provider.follow(Script.always(fake.error(429, "slow down").header("retry-after", "7")));
        Collected got = provider.answer(SampleRequests.of(operation, model));
        boolean waits = got.failure().flatMap(Failure::retryAfter).isPresent();
        return got.failure().isPresent() && got.failure().get().status() == 429 && waits ? ""
                : "429 with retry-after became " + got.failure();
    }

    private static boolean wanted(Operation operation, List<StreamEvent> events) {
        return switch (operation) {
            case EMBEDDING -> events.stream().filter(event -> event instanceof StreamEvent.Embedded(int _, float[] values)
                    && values.length == 2 && values[0] == 0.5f && values[1] == 0.25f).count() == 2;
            case IMAGE, SPEECH -> events.stream().anyMatch(event -> event instanceof StreamEvent.MediaProduced made
                    && !(made.media() instanceof Media.Bytes bytes && bytes.data().length == 0));
            case TRANSCRIPTION -> events.stream().anyMatch(event -> event instanceof StreamEvent.Transcribed heard
                    && heard.text().equals("scripted words"));
            case RERANK -> events.contains(new StreamEvent.Ranked(1, 0.75)) && events.contains(new StreamEvent.Ranked(0, 0.25));
            case MODERATION -> events.contains(new StreamEvent.Moderated(0, true, List.of("violence")));
            case CHAT, VIDEO, SEARCH, REALTIME -> !events.isEmpty();
        };
    }
}
