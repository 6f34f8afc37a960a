package modelscan.shell.commands;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import modelscan.shell.commands.socket.Suggestions;

/** Completes commands by their names, and their arguments by what each says it takes. */
final class Completion implements Suggestions.Source {
    private static final int MOST = 500;
    private static final String SEPARATORS = "|;\n({";

    private final Supplier<List<Verb>> verbs;
    private final Function<String, List<String>> names;

    /** {@code names} gives the names of a kind. */
    Completion(Supplier<List<Verb>> verbs, Function<String, List<String>> names) {
        this.verbs = verbs;
        this.names = names;
    }

    @Override
    public Suggestions at(String line, int cursor) {
        int begin = begin(line, cursor);
        String before = line.substring(begin, cursor);
        int word = begin + before.lastIndexOf(' ') + 1;
        List<String> complete = Stream.of(line.substring(begin, word).split("\\s+"))
                .filter(text -> !text.isEmpty()).toList();
        String typed = line.substring(word, cursor);
        Stream<String> candidates = complete.isEmpty() ? commands(typed) : arguments(complete);
        return new Suggestions(candidates.filter(name -> name.startsWith(typed)).distinct().sorted().limit(MOST).toList(),
                word);
    }

    // Where the command begins in which the cursor stands.
    private static int begin(String line, int cursor) {
        int begin = cursor;
        while (begin > 0 && SEPARATORS.indexOf(line.charAt(begin - 1)) < 0) {
            begin--;
        }
        while (begin < cursor && line.charAt(begin) == ' ') {
            begin++;
        }
        return begin;
    }

    private Stream<String> commands(String typed) {
        return verbs.get().stream().flatMap(verb -> verb.scope().equals("ms") && !typed.contains(":")
                ? Stream.of(verb.name()) : Stream.of(verb.fullName()));
    }

    private Stream<String> arguments(List<String> complete) {
        int position = complete.size() - 1;
        return verbs.get().stream()
                .filter(verb -> verb.fullName().equals(complete.getFirst()) || verb.name().equals(complete.getFirst()))
                .limit(1)
                .filter(verb -> position < verb.completes().size())
                .flatMap(verb -> names.apply(verb.completes().get(position)).stream());
    }
}
