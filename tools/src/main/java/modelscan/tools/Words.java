package modelscan.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words of a call.
 *
 * @param plain those that are no options
 * @param values options with a value
 * @param flags options without
 */
record Words(List<String> plain, Map<String, String> values, Set<String> flags) {

    /** A call that cannot be understood. */
    static final class Misused extends Exception {
        private static final long serialVersionUID = 1;

        Misused(String message) {
            super(message);
        }
    }

    static Words of(List<String> words, Set<String> valued, Set<String> flags) throws Misused {
        List<String> plain = new ArrayList<>();
        Map<String, String> values = new HashMap<>();
        Set<String> set = new HashSet<>();
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            String name = word.split("=", 2)[0];
            if (!word.startsWith("-")) {
                plain.add(word);
            } else if (flags.contains(word)) {
                set.add(word);
            } else if (!valued.contains(name)) {
                throw new Misused("Unknown option " + name);
            } else if (word.contains("=")) {
                values.put(name, word.substring(name.length() + 1));
            } else if (at + 1 < words.size()) {
                values.put(name, words.get(++at));
            } else {
                throw new Misused("Option " + name + " needs a value");
            }
        }
        return new Words(plain, values, set);
    }

    /** The only word that is no option. */
    String only(String what) throws Misused {
        if (plain.size() != 1) {
            throw new Misused("Say " + what + (plain.size() > 1 ? ", and nothing else" : ""));
        }
        return plain.getFirst();
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option)).filter(value -> !value.isBlank());
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }
}
