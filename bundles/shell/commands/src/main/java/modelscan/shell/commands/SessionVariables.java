package modelscan.shell.commands;

import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.shell.commands.answer.Paper;
import org.apache.felix.service.command.CommandSession;

/** What a session knows of its client; kept in variables, so that commands of other bundles may read them too. */
public final class SessionVariables {
    private static final String COLUMNS = "COLUMNS";
    private static final String TERMINAL = "modelscan.terminal";
    private static final String JSON = "modelscan.json";
    private static final String CANCELLATION = "modelscan.cancellation";

    private SessionVariables() {
    }

    /** Says what the next command is to write on, whether as JSON, and how it is told to stop. */
    public static void set(CommandSession session, Paper paper, boolean json, Cancellation cancellation) {
        session.put(COLUMNS, paper.width());
        session.put(TERMINAL, paper.terminal());
        session.put(JSON, json);
        session.put(CANCELLATION, cancellation);
    }

    /** What the session's output is written on. */
    public static Paper paper(CommandSession session) {
        int width = session.get(COLUMNS) instanceof Integer columns ? columns : 0;
        return new Paper(Math.max(0, width), Boolean.TRUE.equals(session.get(TERMINAL)));
    }

    /** Whether the client wants JSON of every command. */
    public static boolean json(CommandSession session) {
        return Boolean.TRUE.equals(session.get(JSON));
    }

    /** What ends the running command; one that never comes in a session that is not ours. */
    public static Cancellation cancellation(CommandSession session) {
        return Optional.ofNullable(session.get(CANCELLATION)).filter(Cancellation.class::isInstance)
                .map(Cancellation.class::cast).orElseGet(Cancellation::new);
    }
}
