package modelscan.core.catalog.command;

import java.util.List;
import java.util.Optional;
import modelscan.base.process.Limits;

/**
 * How a program is called, as its descriptor says it.
 *
 * @param run the program and its arguments, with names in braces
 * @param stdin what it reads from its standard input
 * @param resume further arguments when a session goes on; empty if it cannot
 * @param system further arguments when there is an instruction; empty if it has no word for one
 * @param env the names of variables it gets from the gateway's environment
 * @param key the variable that holds the account's key
 * @param limits how long and how much
 * @param concurrent how many run at once
 * @param install how an owner gets the program
 */
public record CommandForm(List<String> run, String stdin, List<String> resume, List<String> system, List<String> env,
        Optional<String> key, Limits limits, int concurrent, Optional<String> install) {
    public CommandForm {
        run = List.copyOf(run);
        resume = List.copyOf(resume);
        system = List.copyOf(system);
        env = List.copyOf(env);
    }
}
