package modelscan.core.tokens;

/**
 * How many tokens each kind of character costs a family of models.
 *
 * <p>Fitted on the samples in this module's tests, which were counted with the vendors' published vocabularies (Anthropic's is
 * an old one: newer models may take more).
 *
 * @param error by how many percent 95 of 100 texts differ at most that were not fitted on
 * @param each the tokens for one of each kind of {@link Tally}
 */
record Weights(int error, double... each) {
    static final Weights ANTHROPIC = new Weights(16, 1.07, .29, 2.78, .22, .59, 1.11, 1.38, 1.02, .80, 1.57, .33, .46,
            .95, .03, .77, .01, 2.42, 1.49);
    static final Weights GEMINI = new Weights(17, .99, .09, .96, .73, .26, .38, .33, .57, .25, .78, .90, .19,
            1.09, 0, 1.22, .13, 2.58, .78);
    static final Weights LLAMA = new Weights(16, 1.05, .34, 1.11, .04, .33, .44, .63, .79, .45, .82, .63, 0,
            .94, 0, 0, 0, 2.37, 1.53);
    static final Weights MISTRAL = new Weights(23, .98, .16, 1.32, .58, .31, .32, .42, .88, .33, .62, 1.06, 0,
            1.01, .09, .28, .05, 2.91, 1.88);
    static final Weights QWEN = new Weights(18, 1.03, .27, 1.49, .20, .37, .41, 1.21, .48, .42, 1.00, 1.06, 0,
            .98, 0, 0, 0, 3.23, 1.12);
    static final Weights DEEPSEEK = new Weights(17, 1.00, .16, 2.14, .38, .31, .43, .77, .42, .44, .98, .51, .02,
            1.15, 0, 0, 0, 3.52, 1.29);
    static final Weights DEFAULT = new Weights(39, 1.02, .22, 1.66, .41, .36, .51, .79, .70, .46, .96, .79, 0,
            1.05, 0, .28, .04, 2.77, 1.35);

    Weights {
        if (each.length != Tally.KINDS) {
            throw new IllegalArgumentException("a weight for each of " + Tally.KINDS + " kinds, not " + each.length);
        }
    }

    /** The tokens of what was tallied. */
    double tokens(Tally tally) {
        double tokens = 0;
        for (int kind = 0; kind < Tally.KINDS; kind++) {
            tokens += tally.count(kind) * each[kind];
        }
        return tokens;
    }
}
