package modelscan.shell.commands.socket;

import java.util.Set;
import modelscan.api.model.FailureException;
import modelscan.shell.commands.Closest;
import org.apache.felix.gogo.runtime.CommandNotFoundException;
import org.apache.felix.gogo.runtime.SyntaxError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in one sentence why a command line failed. */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private Trouble() {
    }

    /** The outcome of a command line that threw; {@code commands} are all names with their scope. */
    static Outcome outcome(Exception failed, Set<String> commands) {
        return Outcome.failed(switch (failed) {
            case FailureException expected -> expected.failure().message();
            case CommandNotFoundException unknown -> unknown(unknown.getCommand(), commands);
            case SyntaxError syntax -> "the command line cannot be read: " + syntax.getMessage()
                    + "; put text with special characters into \"double quotes\"";
            case Exception bug -> unexpected(bug);
        });
    }

    private static String unknown(String command, Set<String> commands) {
        String hint = Closest.hint(local(command), commands.stream().filter(Trouble::ours).map(Trouble::local));
        return "unknown command '" + command + "'" + (hint.isEmpty() ? "; help lists the commands" : hint);
    }

    private static String unexpected(Exception bug) {
        LOG.warn("a shell command failed", bug);
        return bug.getMessage() == null ? bug.getClass().getSimpleName() : bug.getMessage();
    }

    private static boolean ours(String command) {
        return command.startsWith("ms:");
    }

    private static String local(String command) {
        return command.substring(command.indexOf(':') + 1);
    }
}
