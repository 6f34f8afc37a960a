package modelscan.core.catalog.descriptor;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.api.gateway.Model;
import modelscan.api.model.Operation;
import modelscan.base.json.Fields;

/** Reads the models of a descriptor, and what is special about them. */
final class ModelReader {
    private static final Set<String> WORDS = Set.of("id", "serves", "context", "output", "capabilities", "prices", "modes",
            "drop", "tokens", "retires", "source", "verified");

    private final Fields descriptor;
    private final Set<Operation> serves;
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Descriptor.Trait> traits = new HashMap<>();

    ModelReader(Fields descriptor, Set<Operation> serves) {
        this.descriptor = descriptor;
        this.serves = serves;
        descriptor.objects("models", WORDS).forEach(this::read);
    }

    Map<String, Model> models() {
        return models;
    }

    Map<String, Descriptor.Trait> traits() {
        return traits;
    }

    private void read(Fields fields) {
        Model model = model(fields);
        if (models.put(model.id(), model) != null) {
            throw Checked.refuse(fields, "model '" + model.id() + "' is listed twice");
        }
        Descriptor.Trait trait = new Descriptor.Trait(QuirksReader.drops(fields), ModesReader.modes(fields));
        if (!trait.equals(Descriptor.Trait.NONE)) {
            traits.put(model.id(), trait);
        }
    }

    private Model model(Fields fields) {
        return new Model(fields.text("id"), operations(fields), fields.count("context"), fields.count("output"),
                Set.copyOf(fields.texts("capabilities")), new PricesReader(fields).prices(),
                fields.optionalText("source").or(() -> descriptor.optionalText("source")),
                Checked.date(fields, "verified").or(() -> Checked.date(descriptor, "verified")),
                fields.optionalText("tokens").or(() -> descriptor.optionalText("tokens")).orElse(""),
                Checked.date(fields, "retires"));
    }

    private Set<Operation> operations(Fields fields) {
        Set<Operation> operations = EnumSet.noneOf(Operation.class);
        for (String word : fields.texts("serves")) {
            Operation operation = Operation.of(word).filter(serves::contains).orElseThrow(() -> fields.notAllowed("serves",
                    word, serves.stream().map(Operation::word).collect(Collectors.toSet())));
            operations.add(operation);
        }
        // A model that does not say is one for conversation where its provider has any, else for all its provider does.
        if (operations.isEmpty()) {
            return serves.contains(Operation.CHAT) ? Set.of(Operation.CHAT) : serves;
        }
        return operations;
    }
}
