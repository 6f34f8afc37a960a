package modelscan.shell.commands.socket;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Token;

/** Cuts a command line into its statements, because Gogo gives back the result of the last one only. */
final class Statements {
    private static final Set<String> ENDS = Set.of(";", "\n");
    private static final String BACKGROUND = "&";

    private Statements() {
    }

    /** The statements in order; pipes and what is joined by {@code &&} or {@code ||} stay together. */
    static List<String> of(String line) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (Token token : new Parser(line).program().tokens()) {
            String text = token.toString();
            boolean end = ENDS.contains(text);
            if (!end) {
                statement.append(statement.isEmpty() ? "" : " ").append(text);
            }
            if (end || text.equals(BACKGROUND)) {
                add(statement, statements);
            }
        }
        add(statement, statements);
        return statements;
    }

    private static void add(StringBuilder statement, List<String> statements) {
        if (!statement.isEmpty()) {
            statements.add(statement.toString());
            statement.setLength(0);
        }
    }
}
