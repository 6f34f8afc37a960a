package modelscan.test.kit.provider;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Model;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;

/** Which of a provider's models the checks ask. */
record Choice(Catalog.Entry entry) {
    private static final String UNLISTED = "scripted-model";

    /** The name of a model for an operation, with its provider; empty if there is none. */
    Optional<String> model(Operation operation) {
        Optional<String> listed = listed(operation).stream().min(Comparator.comparing(Choice::plainness)).map(Model::id);
        return listed.or(() -> entry.about().open() ? Optional.of(UNLISTED) : Optional.empty()).map(this::named);
    }

    /** A model for conversation that calls tools. */
    Optional<String> caller() {
        Optional<String> listed = listed(Operation.CHAT).stream().filter(model -> model.capabilities().contains("tools"))
                .min(Comparator.comparing(Choice::plainness)).map(Model::id);
        return listed.or(() -> listed(Operation.CHAT).isEmpty() && entry.about().open() ? Optional.of(UNLISTED)
                : Optional.empty()).map(this::named);
    }

    /** A model whose price for words in and out is known, and depends on nothing else. */
    Optional<Model> priced() {
        return listed(Operation.CHAT).stream().filter(model -> model.prices().isPresent()
                && model.prices().get().each().containsKey(Unit.INPUT) && model.prices().get().each().containsKey(Unit.OUTPUT)
                && !model.prices().get().each().containsKey(Unit.REQUEST) && model.prices().get().minimum().isEmpty()).findFirst();
    }

    /** A model without a price. */
    Optional<String> unpriced() {
        return listed(Operation.CHAT).stream().filter(model -> model.prices().isEmpty()).findFirst().map(Model::id)
                .or(() -> entry.about().open() ? Optional.of(UNLISTED) : Optional.empty()).map(this::named);
    }

    /** An operation that it does not serve. */
    Operation unserved() {
        for (Operation operation : List.of(Operation.RERANK, Operation.VIDEO, Operation.MODERATION, Operation.SEARCH,
                Operation.CHAT)) {
            if (!entry.serves().contains(operation)) {
                return operation;
            }
        }
        return Operation.REALTIME;
    }

    String named(String model) {
        return entry.about().id() + "/" + model;
    }

    private List<Model> listed(Operation operation) {
        return entry.models().stream().filter(model -> model.operations().contains(operation)).toList();
    }

    // A model that is about to retire is warned of, which is not what is looked at.
    private static int plainness(Model model) {
        return (model.retires().isPresent() ? 2 : 0) + (model.prices().isPresent() ? 0 : 1);
    }
}
