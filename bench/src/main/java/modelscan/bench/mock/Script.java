package modelscan.bench.mock;

/**
 * How the mock acts, written into the model's name.
 *
 * <p>{@code mock-d20-n400-g50-c3-s429}: first byte after 20 ms, 400 content chunks with gaps of 50 ms,
 * cut after 3 chunks, status 429. Every part may be left out.
 *
 * @param delayMillis before the first byte
 * @param chunks content chunks of a stream
 * @param gapMillis before each chunk but the first
 * @param cutAfter chunks before the connection is dropped, -1 for never
 */
public record Script(int delayMillis, int chunks, int gapMillis, int cutAfter, int status) {
    /** Answers at once and fully. */
    public static final Script PLAIN = new Script(0, 50, 0, -1, 200);

    private static final int LIMIT = 1_000_000;

    public Script {
        if (chunks < 1 || status < 200 || status > 599) {
            throw new IllegalArgumentException("no such script: " + chunks + " chunks, status " + status);
        }
    }

    /** The script that a model's name spells; parts that mean nothing are passed over. */
    public static Script of(String model) {
        Script script = PLAIN;
        for (int dash = model.indexOf('-'); dash >= 0; dash = model.indexOf('-', dash + 1)) {
            int next = model.indexOf('-', dash + 1);
            String part = model.substring(dash + 1, next < 0 ? model.length() : next);
            if (part.length() > 1 && part.substring(1).chars().allMatch(c -> c >= '0' && c <= '9')) {
                script = script.with(part.charAt(0), number(part));
            }
        }
        return script;
    }

    boolean cuts() {
        return cutAfter >= 0;
    }

    private static int number(String part) {
        return part.length() > 7 ? LIMIT : Integer.parseInt(part, 1, part.length(), 10);
    }

    private Script with(char letter, int value) {
        return switch (letter) {
            case 'd' -> new Script(value, chunks, gapMillis, cutAfter, status);
            case 'n' -> new Script(delayMillis, Math.max(1, value), gapMillis, cutAfter, status);
            case 'g' -> new Script(delayMillis, chunks, value, cutAfter, status);
            case 'c' -> new Script(delayMillis, chunks, gapMillis, value, status);
            case 's' -> new Script(delayMillis, chunks, gapMillis, cutAfter, Math.clamp(value, 200, 599));
            default -> this;
        };
    }
}
