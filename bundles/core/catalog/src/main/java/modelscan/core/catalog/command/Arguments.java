package modelscan.core.catalog.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/**
 * The arguments of one call: a caller's words are always whole arguments and never options.
 *
 * <p>An argument whose name has no value is left out, and so is the option before it.
 */
final class Arguments {
    // Texts may begin as they like; these are words that tools look up.
    private static final Set<String> TEXTS = Set.of("system", "prompt", "request");
    private static final int LONGEST = 100_000;

    private final Map<String, String> values;

    Arguments(Map<String, String> values) {
        this.values = values;
    }

    /** Everything behind the program. */
    List<String> of(CommandForm form) {
        List<String> arguments = new ArrayList<>();
        fill(form.run().subList(1, form.run().size()), arguments);
        if (values.containsKey("system")) {
            fill(form.system(), arguments);
        }
        if (values.containsKey("session")) {
            fill(form.resume(), arguments);
        }
        return List.copyOf(arguments);
    }

    private void fill(List<String> templates, List<String> arguments) {
        boolean option = false;
        for (String text : templates) {
            Template template = Template.of(text);
            Optional<String> filled = template.filled(values).map(value -> checked(template, value));
            if (filled.isPresent()) {
                arguments.add(filled.get());
                option = text.startsWith("-") && !template.named();
            } else {
                if (option) {
                    arguments.removeLast();
                }
                option = false;
            }
        }
    }

    private static String checked(Template template, String value) {
        String name = template.only().orElse("argument");
        if (value.length() > LONGEST) {
            throw refuse(ErrorCode.TOO_LARGE, name, "is longer than an argument of a program can be");
        }
        if (value.indexOf('\0') >= 0) {
            throw refuse(ErrorCode.INVALID_REQUEST, name, "holds a zero character, which no program can be told");
        }
        if (template.beginsNamed() && value.startsWith("-")) {
            if (!TEXTS.contains(name)) {
                throw refuse(ErrorCode.INVALID_REQUEST, name, "cannot begin with a hyphen");
            }
            return " " + value;
        }
        return value;
    }

    private static FailureException refuse(ErrorCode code, String name, String why) {
        return new FailureException(Failure.of(code, "'" + name + "' " + why).at(name));
    }
}
