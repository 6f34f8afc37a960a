package modelscan.test.kit.provider;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Inquiry;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Operation;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;

/** That what cannot work is refused before a byte goes to the provider. */
record RefusalChecks(LabProvider provider, Choice choice) {

    static void look(LabProvider provider, Choice choice, Findings findings) {
        RefusalChecks checks = new RefusalChecks(provider, choice);
        findings.check("an operation that is not served is refused before it goes out", checks::unserved);
        if (provider.credentials().needed()) {
            findings.check("without a key it is refused before it goes out", checks::keyless);
        }
    }

    private String unserved() {
        Operation operation = choice.unserved();
        if (operation == Operation.REALTIME) {
            return "";
        }
        String model = choice.named(choice.entry().models().isEmpty() ? "some-model" : choice.entry().models().getFirst().id());
        provider.follow(Script.always(ScriptedAnswer.json(200, "{}")));
        Collected answer = provider.answer(SampleRequests.of(operation, model));
        return refused(provider, answer, ErrorCode.MODEL_NOT_FOUND, ErrorCode.UNSUPPORTED);
    }

    private String keyless() throws IOException {
        Operation operation = Operation.of(provider.source().serves().getFirst()).orElse(Operation.CHAT);
        Optional<String> model = choice.model(operation);
        if (model.isEmpty()) {
            return "no model serves " + operation.word();
        }
        // The first one must go, or there would be two of one name.
        try (LabProvider keyless = LabProvider.withoutKey(provider.lab(), other())) {
            String own = keyless.source().id() + model.get().substring(model.get().indexOf('/'));
            keyless.follow(Script.always(ScriptedAnswer.json(200, "{}")));
            Inquiry inquiry = SampleRequests.of(operation, own);
            Collected answer = keyless.answer(inquiry);
            String wrong = refused(keyless, answer, ErrorCode.PROVIDER_UNCONFIGURED);
            if (!wrong.isEmpty()) {
                return wrong;
            }
            String message = answer.failure().map(Failure::message).orElse("");
            return message.contains(keyless.source().id()) && message.contains("conf/") ? ""
                    : "the refusal does not name the provider and the way out: " + message;
        }
    }

    private ProviderSource other() {
        var descriptor = provider.source().descriptor().deepCopy();
        String id = provider.source().id();
        descriptor.put("id", (id.length() > 32 ? id.substring(0, 32) : id) + "-keyless");
        return new ProviderSource(descriptor, provider.source().cassettes(), Optional.empty());
    }

    private static String refused(LabProvider provider, Collected answer, ErrorCode... codes) {
        if (!provider.requests().isEmpty()) {
            return "it was sent: " + provider.requests().getFirst();
        }
        Optional<Failure> failure = answer.failure();
        return failure.isEmpty() ? "it was answered" : List.of(codes).contains(failure.get().code()) ? ""
                : "it became " + failure.get().code() + ": " + failure.get().message();
    }
}
