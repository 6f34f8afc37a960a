package modelscan.core.catalog.descriptor;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.gateway.Provider.Mode;
import modelscan.api.model.Operation;
import modelscan.base.json.Fields;
import modelscan.core.catalog.command.CommandForm;
import modelscan.core.catalog.command.CommandReader;
import modelscan.core.catalog.form.Form;
import modelscan.core.catalog.form.FormReader;

/** Reads what a provider can be asked for, and in which words. */
record SpeechReader(Fields fields) {
    /** Among what is served: that the provider lists its models itself. */
    static final String LISTING = "models";
    private static final Set<String> SERVICES = Stream.concat(Stream.of(LISTING),
            Stream.of(Operation.values()).map(Operation::word)).collect(Collectors.toUnmodifiableSet());

    Descriptor.Speech speech(Mode mode) {
        Set<Operation> serves = serves();
        Map<Operation, Form> calls = calls();
        Optional<String> dialect = fields.optionalText("dialect").filter(name -> !name.isBlank());
        String wordless = serves.stream().filter(operation -> !calls.containsKey(operation)).map(Operation::word).sorted()
                .collect(Collectors.joining(", "));
        if (dialect.isEmpty() && !wordless.isEmpty()) {
            throw Checked.refuse(fields, "'dialect' is missing, and 'calls' has no entry for " + wordless);
        }
        return new Descriptor.Speech(dialect, serves, paths(), calls, command(mode));
    }

    private Set<Operation> serves() {
        Set<Operation> serves = EnumSet.noneOf(Operation.class);
        for (String word : fields.texts("serves")) {
            if (!word.equals(LISTING)) {
                serves.add(operation("serves", word));
            }
        }
        if (serves.isEmpty()) {
            throw Checked.refuse(fields, "'serves' is missing; it lists what the provider can be asked for, such as [\"chat\"]");
        }
        return serves;
    }

    private Operation operation(String key, String word) {
        return Operation.of(word).orElseThrow(() -> fields.notAllowed(key, word, SERVICES));
    }

    private Map<Operation, String> paths() {
        Map<Operation, String> paths = new EnumMap<>(Operation.class);
        Checked.texts(fields, "paths").forEach((word, path) -> {
            if (!path.startsWith("/")) {
                throw Checked.refuse(fields.place() + " paths: '" + word + "' must begin with a slash, not '" + path + "'");
            }
            paths.put(operation("paths", word), path);
        });
        return paths;
    }

    private Map<Operation, Form> calls() {
        Map<Operation, Form> calls = new EnumMap<>(Operation.class);
        fields.named("calls").ifPresent(named -> named.keys().forEach(word -> {
            Operation operation = operation("calls", word);
            named.value(word).ifPresent(form -> calls.put(operation,
                    FormReader.read(form, operation, named.place() + " " + word)));
        }));
        return calls;
    }

    private Optional<CommandForm> command(Mode mode) {
        Optional<Fields> command = fields.named("command");
        if (command.isPresent() != (mode == Mode.HEADLESS)) {
            throw Checked.refuse(fields, command.isPresent() ? "'command' is only for mode headless"
                    : "'command' is missing; it says what is run in mode headless");
        }
        return command.map(CommandReader::read);
    }
}
