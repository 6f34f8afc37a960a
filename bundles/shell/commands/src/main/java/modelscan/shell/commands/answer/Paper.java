package modelscan.shell.commands.answer;

/**
 * What text is written on.
 *
 * @param width the columns of a line, 0 when a line may have any length
 * @param terminal whether a person looks at it, so that headers may be bold
 */
public record Paper(int width, boolean terminal) {
    /** A file or a pipe: nothing is cut, nothing is bold. */
    public static final Paper ENDLESS = new Paper(0, false);

    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";

    public Paper {
        if (width < 0) {
            throw new IllegalArgumentException("a line cannot have " + width + " columns");
        }
    }

    /** The text in bold, if a person looks at it. */
    public String bold(String text) {
        return terminal ? BOLD + text + PLAIN : text;
    }

    /** The text pale, if a person looks at it. */
    public String dim(String text) {
        return terminal ? DIM + text + PLAIN : text;
    }
}
