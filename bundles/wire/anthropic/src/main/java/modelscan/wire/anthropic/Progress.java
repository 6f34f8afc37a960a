package modelscan.wire.anthropic;

/** Watches a JSON object grow, to see when it is complete. */
final class Progress {
    private int depth;
    private boolean begun;
    private boolean quoted;
    private boolean escaped;

    /** Looks at more of it. */
    void feed(String more) {
        for (int at = 0; at < more.length(); at++) {
            step(more.charAt(at));
        }
    }

    /** Whether its last brace has come. */
    boolean complete() {
        return begun && depth <= 0;
    }

    private void step(char each) {
        if (quoted) {
            quoted = escaped || each != '"';
            escaped = !escaped && each == '\\';
            return;
        }
        switch (each) {
            case '"' -> quoted = true;
            case '{', '[' -> {
                begun = true;
                depth++;
            }
            case '}', ']' -> depth--;
            default -> { }
        }
    }
}
