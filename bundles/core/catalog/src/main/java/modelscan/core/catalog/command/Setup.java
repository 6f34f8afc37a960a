package modelscan.core.catalog.command;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import modelscan.base.process.Program;

/**
 * One program as a provider.
 *
 * @param provider its id
 * @param form how it is called
 * @param folder where it works; made when it is not there
 * @param environment the gateway's own environment
 * @param placeholders the value of a text with {@code $[env:NAME]}, if it has one
 */
public record Setup(String provider, CommandForm form, Path folder, Map<String, String> environment,
        Function<String, Optional<String>> placeholders) {
    private static final List<String> ALWAYS = List.of("HOME", "PATH", "LANG", "TMPDIR");
    private static final Pattern SECRET = Pattern.compile(".*(KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|HTTPS?_PROXY).*");
    private static final int SHORTEST_SECRET = 8;

    public Setup {
        Objects.requireNonNull(provider, "provider");
        environment = Map.copyOf(environment);
    }

    /** Where the program lies, if it does. */
    Optional<Path> program() {
        return placeholders.apply(form.run().getFirst())
                .flatMap(name -> Program.find(name, environment.getOrDefault("PATH", "")));
    }

    /** Why there is no program, and what to do. */
    String missing() {
        String name = form.run().getFirst();
        Optional<String> told = placeholders.apply(name);
        String why = told.isEmpty() ? name + " has no value: set it to the path of a program"
                : "the program '" + told.get() + "' is not on the PATH of the gateway";
        return why + form.install().map(how -> "; install it: " + how).orElse("");
    }

    /** All that the program finds in its environment. */
    Map<String, String> variables(Optional<String> key) {
        Map<String, String> variables = new HashMap<>();
        ALWAYS.forEach(name -> pass(name, variables));
        form.env().forEach(name -> pass(name, variables));
        form.key().ifPresent(name -> key.ifPresent(value -> variables.put(name, value)));
        return variables;
    }

    /** The text without what the program was told in confidence. */
    String masked(String text) {
        String masked = text;
        for (String name : form.env()) {
            String value = environment.getOrDefault(name, "");
            masked = value.length() >= SHORTEST_SECRET && SECRET.matcher(name).matches() ? masked.replace(value, "…") : masked;
        }
        return masked;
    }

    private void pass(String name, Map<String, String> variables) {
        if (environment.containsKey(name)) {
            variables.put(name, environment.get(name));
        }
    }

    /** Nothing of the environment. */
    @Override
    public String toString() {
        return "Setup[" + provider + "]";
    }
}
