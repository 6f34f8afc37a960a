package modelscan.core.catalog;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Reasoning;
import modelscan.core.catalog.descriptor.Descriptor;

/** Says the mode a caller chose in the words of the model: how hard it thinks, or which sibling of it answers. */
record ModeChoice(Descriptor descriptor) {
    private static final Set<String> MODES = Set.of("flash", "think", "ultra-think");
    private static final String QUICK = "flash";

    /** The exchange as the mode makes it, and what of the mode cannot be said. */
    record Chosen(Exchange exchange, List<String> losses) {
    }

    /**
     * Chooses for an exchange whose candidate is set.
     *
     * @throws FailureException if there is no such mode
     */
    Chosen choose(Exchange exchange) {
        Optional<String> wish = exchange.wishes().named("mode");
        if (wish.isEmpty()) {
            return new Chosen(exchange, List.of());
        }
        if (!MODES.contains(wish.get())) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "x-modelscan-mode cannot be '" + wish.get()
                    + "'; allowed are " + String.join(", ", new TreeSet<>(MODES))).at("x-modelscan-mode"));
        }
        Model model = exchange.candidate().orElseThrow().model();
        Optional<Descriptor.Mode> mode = mode(model, wish.get());
        return mode.isPresent() ? chosen(exchange, model, wish.get(), mode.get())
                : new Chosen(exchange, List.of(lost(model, wish.get())));
    }

    private Optional<Descriptor.Mode> mode(Model model, String word) {
        return Optional.ofNullable(descriptor.offer().trait(model.id()).modes().get(word))
                .or(() -> Optional.ofNullable(descriptor.offer().modes().get(word)));
    }

    private Chosen chosen(Exchange exchange, Model model, String word, Descriptor.Mode mode) {
        Model target = mode.model().map(id -> sibling(id, exchange.operation())).orElse(model);
        Exchange redirected = target.id().equals(model.id()) ? exchange
                : exchange.to(new Candidate(descriptor.id(), target), exchange.attempt());
        if (mode.effort().isEmpty() && mode.budget().isEmpty()) {
            return new Chosen(redirected, List.of());
        }
        if (exchange.operation() != Operation.CHAT || !thinks(target)) {
            // A model that never thinks is as quick as it can be.
            return new Chosen(redirected, word.equals(QUICK) ? List.of() : List.of(lost(target, word)));
        }
        ChatRequest chat = exchange.chat();
        ChatRequest other = new ChatRequest(chat.model(), chat.messages(), chat.tools(), chat.sampling(), chat.format(),
                Optional.of(new Reasoning(mode.effort(), mode.budget())), chat.stream(), chat.extra());
        return new Chosen(redirected.asking(exchange.inquiry().changed(other)), List.of());
    }

    private Model sibling(String id, Operation operation) {
        return descriptor.offer().models().stream().filter(model -> model.id().equals(id)).findFirst()
                .orElseGet(() -> Model.unknown(id, operation));
    }

    // Of a model without any word about what it can do, nothing is known.
    private static boolean thinks(Model model) {
        return model.capabilities().isEmpty() || model.capabilities().contains("reasoning");
    }

    private String lost(Model model, String word) {
        return "mode: " + descriptor.id() + " has no mode " + word + " for " + model.id();
    }
}
