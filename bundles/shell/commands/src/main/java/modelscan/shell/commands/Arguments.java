package modelscan.shell.commands;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Document;
import org.apache.felix.service.command.CommandSession;

/** The words after a reading command; {@code --json} may be the first or the last of them. */
final class Arguments {
    private static final String JSON = "--json";

    private final List<String> words;
    private final boolean json;

    private Arguments(List<String> words, boolean json) {
        this.words = words;
        this.json = json;
    }

    /**
     * The words of a command that takes at most so many.
     *
     * @throws FailureException if there are more, or an option that is not known
     */
    static Arguments of(CommandSession session, int most, String... words) {
        List<String> all = List.of(words);
        boolean first = !all.isEmpty() && all.getFirst().equals(JSON);
        boolean last = all.size() > (first ? 1 : 0) && all.getLast().equals(JSON);
        List<String> rest = all.subList(first ? 1 : 0, all.size() - (last ? 1 : 0));
        Optional<String> unknown = rest.stream().filter(word -> word.startsWith("--")).findFirst();
        if (unknown.isPresent()) {
            throw refused("unknown option " + unknown.get() + "; known is " + JSON + ", as the first or the last word");
        }
        if (rest.size() > most) {
            throw refused("too many words from '" + rest.get(most) + "' on; ms:help tells what a command takes");
        }
        return new Arguments(rest, first || last || SessionVariables.json(session));
    }

    /** The word at this position, from 0. */
    Optional<String> word(int position) {
        return position < words.size() ? Optional.of(words.get(position)) : Optional.empty();
    }

    /** The word at this position, which must be there. */
    String word(int position, String what) {
        return word(position).orElseThrow(() -> refused(what + " is missing"));
    }

    /** The answer in the form that was asked for. */
    Answer answer(Answer answer) {
        return json ? new Document(answer) : answer;
    }

    /** The failure of a name that is not there, with those that may have been meant. */
    static FailureException unknown(String what, String name, Stream<String> known) {
        return refused("unknown " + what + " '" + name + "'" + Closest.hint(name, known));
    }

    private static FailureException refused(String sentence) {
        return new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, sentence));
    }
}
