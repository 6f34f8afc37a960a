package modelscan.shell.commands.answer;

import java.util.Locale;
import java.util.Objects;

/**
 * A column of a listing.
 *
 * @param key the member of a row that it shows
 * @param title what stands above it
 * @param number whether it is aligned to the right and never cut
 */
public record Column(String key, String title, boolean number) {
    public Column {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(title, "title");
    }

    /** A column of text under its key in capitals. */
    public static Column text(String key) {
        return new Column(key, title(key), false);
    }

    /** A column of numbers under its key in capitals. */
    public static Column number(String key) {
        return new Column(key, title(key), true);
    }

    private static String title(String key) {
        return key.toUpperCase(Locale.ROOT);
    }
}
