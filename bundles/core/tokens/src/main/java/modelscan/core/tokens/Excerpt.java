package modelscan.core.tokens;

import java.util.List;
import java.util.function.ToIntFunction;

/** Which part of long texts is looked at: all of short ones, else windows evenly spread. */
final class Excerpt {
    /** Up to so many characters everything is looked at. */
    static final int MOST = 64 * 1024;
    private static final int WINDOW = 1024;

    private final int step;

    private Excerpt(int step) {
        this.step = step;
    }

    /** The excerpt of these texts together. */
    static Excerpt of(List<String> texts) {
        long length = 0;
        for (String text : texts) {
            length += text.length();
        }
        return new Excerpt((int) Math.max(1, Math.ceilDiv(length, MOST)));
    }

    /** Whether it is everything. */
    boolean whole() {
        return step == 1;
    }

    /** The tokens of a text, from the windows looked at. */
    double count(String text, ToIntFunction<String> counter) {
        if (whole() || text.length() <= WINDOW) {
            return counter.applyAsInt(text);
        }
        double tokens = 0;
        long seen = 0;
        for (long from = 0; from < text.length(); from += (long) WINDOW * step) {
            int begin = boundary(text, (int) from);
            int end = boundary(text, (int) Math.min(text.length(), from + WINDOW));
            tokens += counter.applyAsInt(text.substring(begin, end));
            seen += end - begin;
        }
        return tokens * text.length() / seen;
    }

    // Two halves of one character stay together.
    private static int boundary(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }
}
