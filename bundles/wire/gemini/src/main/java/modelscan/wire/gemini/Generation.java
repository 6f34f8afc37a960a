package modelscan.wire.gemini;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of a model tells of its habits.
 *
 * @param levels whether it thinks in levels, and wants the signatures of its tool calls back
 * @param large whether it cannot do without thinking
 */
record Generation(boolean levels, boolean large) {
    private static final Pattern NUMBER = Pattern.compile("gemini-(\\d{1,3})");
    private static final int FIRST_WITH_LEVELS = 3;

    /** Reads the name; one without a number is treated as the older ones, which the newer ones understand. */
    static Generation of(String model) {
        Matcher number = NUMBER.matcher(model);
        boolean levels = number.find() && Integer.parseInt(number.group(1)) >= FIRST_WITH_LEVELS;
        return new Generation(levels, model.contains("pro"));
    }
}
