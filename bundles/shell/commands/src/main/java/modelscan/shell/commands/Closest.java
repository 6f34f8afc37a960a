package modelscan.shell.commands;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the names that somebody who mistyped one may have meant. */
public final class Closest {
    private static final int MOST = 3;

    private Closest() {
    }

    /** {@code "; did you mean 'models'?"}, or nothing if no name is close. */
    public static String hint(String typed, Stream<String> names) {
        List<String> close = names.distinct()
                .filter(name -> near(typed, name))
                .sorted(Comparator.comparingInt((String name) -> distance(typed, name)).thenComparing(name -> name))
                .limit(MOST)
                .map(name -> "'" + name + "'")
                .toList();
        return close.isEmpty() ? "" : "; did you mean " + String.join(" or ", close) + "?";
    }

    private static boolean near(String typed, String name) {
        // Names of a hundred letters are not mistyped but pasted, and the comparison is quadratic.
        return typed.length() <= 100 && name.length() <= 100
                && (distance(typed, name) <= Math.max(1, typed.length() / 3)
                        || typed.length() > 1 && name.startsWith(typed));
    }

    /** How many letters have to be changed, left out, put in or swapped with their neighbour. */
    static int distance(String from, String to) {
        String one = from.toLowerCase(Locale.ROOT);
        String other = to.toLowerCase(Locale.ROOT);
        int[][] steps = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                steps[i][j] = i == 0 ? j : j == 0 ? i : step(steps, one, other, i, j);
            }
        }
        return steps[one.length()][other.length()];
    }

    private static int step(int[][] steps, String one, String other, int i, int j) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(steps[i - 1][j - 1] + change, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2)
                && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
    }
}
