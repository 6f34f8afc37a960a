package modelscan.stage.auth;

/**
 * A name in which {@code *} stands for any characters.
 *
 * @param text as it is written
 * @param star where the first star is; -1 if there is none
 */
record Glob(String text, int star) {
    private static final char STAR = '*';

    static final Glob ANY = of("*");

    static Glob of(String text) {
        return new Glob(text, text.indexOf(STAR));
    }

    boolean matches(String name) {
        if (star < 0) {
            return text.equals(name);
        }
        return name.regionMatches(0, text, 0, star) && (star == text.length() - 1 || walk(name));
    }

    // Goes back to the last star alone, so that no pattern takes more than length times length.
    private boolean walk(String name) {
        int at = 0;
        int in = 0;
        int last = -1;
        int retry = 0;
        while (in < name.length()) {
            if (at < text.length() && text.charAt(at) == STAR) {
                last = at++;
                retry = in;
            } else if (at < text.length() && text.charAt(at) == name.charAt(in)) {
                at++;
                in++;
            } else if (last >= 0) {
                at = last + 1;
                in = ++retry;
            } else {
                return false;
            }
        }
        while (at < text.length() && text.charAt(at) == STAR) {
            at++;
        }
        return at == text.length();
    }
}
