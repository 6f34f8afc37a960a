package modelscan.core.tokens;

import modelscan.api.gateway.TokenCounter;

/** Adds up parts that are known with different certainty. */
final class Sum {
    private static final int PICTURES = 30;
    private static final int OPAQUE = 100;

    private Sum() {
    }

    /** Words with this error in percent, and the pictures and files beside them. */
    static TokenCounter.Count of(double words, int error, Contents contents, PictureRule rule) {
        double pictures = contents.pictures(rule);
        double opaque = contents.opaque();
        double all = words + pictures + opaque;
        double off = words * error + pictures * PICTURES + opaque * OPAQUE;
        return new TokenCounter.Count(Math.round(all), all == 0 ? 0 : (int) Math.ceil(off / all));
    }
}
