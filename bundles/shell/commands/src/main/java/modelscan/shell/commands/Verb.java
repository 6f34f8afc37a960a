package modelscan.shell.commands;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * A command as its service describes itself; commands of any bundle may.
 *
 * <pre>{@code
 * @Component(service = Drain.class, property = {"osgi.command.scope=acme", "osgi.command.function=drain",
 *         "modelscan.command.takes=<provider>", "modelscan.command.completes=provider",
 *         "modelscan.command.about=lets a provider finish its work"})
 * }</pre>
 *
 * @param scope the word before the colon
 * @param name the word after it
 * @param takes its arguments, for people
 * @param completes the kind of names of each argument, for completion
 * @param about what it does, in one line
 */
record Verb(String scope, String name, String takes, List<String> completes, String about) {
    /** The property that puts a command into our scope. */
    static final String MS = "osgi.command.scope=ms";
    /** Service property: the name of the command and of its method. */
    static final String NAME = "osgi.command.function";
    /** Service property: the arguments, for people. */
    static final String TAKES = "modelscan.command.takes";
    /** Service property: the kind of names of each argument, of {@link Names}. */
    static final String COMPLETES = "modelscan.command.completes";
    /** Service property: what it does, in one line. */
    static final String ABOUT = "modelscan.command.about";

    private static final String SCOPE = "osgi.command.scope";
    private static final String ANY = "(&(" + SCOPE + "=*)(" + NAME + "=*))";

    Verb {
        completes = List.copyOf(completes);
    }

    /** {@code ms:models}. */
    String fullName() {
        return scope + ":" + name;
    }

    /** All commands there are now: ours first, then by name. */
    static List<Verb> all(BundleContext context) {
        try {
            ServiceReference<?>[] services = context.getAllServiceReferences(null, ANY);
            List<Verb> verbs = new ArrayList<>();
            for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
                texts(service, NAME).forEach(name -> verbs.add(of(service, name)));
            }
            verbs.sort(Comparator.comparing((Verb verb) -> !verb.scope().equals("ms")).thenComparing(Verb::fullName));
            return verbs;
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Verb of(ServiceReference<?> service, String name) {
        return new Verb(String.valueOf(service.getProperty(SCOPE)), name, String.join(" ", texts(service, TAKES)),
                texts(service, COMPLETES), String.join(" ", texts(service, ABOUT)));
    }

    private static List<String> texts(ServiceReference<?> service, String key) {
        return switch (service.getProperty(key)) {
            case null -> List.of();
            case String[] many -> List.of(many);
            case Object one -> List.of(one.toString());
        };
    }
}
