package modelscan.base.wire;

import java.util.Locale;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/**
 * The words of a provider's error, made fit for a caller: one line, bounded, without secrets.
 *
 * <pre>{@code
 * ErrorWords.failure(ErrorCode.PROVIDER_KEY_REFUSED, 401, "Incorrect key: sk-proj-abcdefgh", "").message();
 * // the provider refused the gateway's key (HTTP 401): Incorrect key: …
 * }</pre>
 */
public final class ErrorWords {
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_WORD = 100;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    // Keys, numbers of accounts, addresses of users.
    private static final Pattern PRIVATE = Pattern.compile("[A-Za-z0-9_\\-*.:/+=]{12,}");

    private ErrorWords() {
    }

    /**
     * The failure an error is.
     *
     * @param code what it means
     * @param status the HTTP status, or one that is no error status where none is known
     * @param message in the provider's words; may be empty
     * @param word the provider's own code; may be empty
     */
    public static Failure failure(ErrorCode code, int status, String message, String word) {
        boolean known = status >= 400 && status <= 599;
        String reason = status == 404 && says(message, "model") ? "model_not_found" : word(word);
        if (code == ErrorCode.PROVIDER_KEY_REFUSED) {
            return Failure.of(code, refusal(known ? " (HTTP " + status + ")" : "", message));
        }
        // Whatever else it means, under these two the message may repeat the key.
        String said = status == 401 || status == 407 ? masked(message) : message;
        Failure failure = Failure.of(code, sentence(known ? "HTTP " + status : "", said, word(word)))
                .status(known ? status : code.status());
        return reason.isEmpty() ? failure : failure.because(reason);
    }

    /** A message as one line of bounded length. */
    public static String line(String text) {
        return clean(text, LONGEST_MESSAGE);
    }

    /** A code word as one line of bounded length. */
    public static String word(String text) {
        return clean(text, LONGEST_WORD);
    }

    /** One line of at most this many characters. */
    public static String clean(String text, int longest) {
        String head = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String line = CONTROL.matcher(head).replaceAll(" ").strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end) + "…";
    }

    /** Whether a text has one of these phrases, which are in small letters. */
    public static boolean says(String text, String... phrases) {
        String small = text.toLowerCase(Locale.ROOT);
        for (String phrase : phrases) {
            if (small.contains(phrase)) {
                return true;
            }
        }
        return false;
    }

    private static String refusal(String http, String message) {
        String why = line(masked(message));
        return "the provider refused the gateway's key" + http + (why.isEmpty() ? "" : ": " + why);
    }

    // What may be part of a key is taken out before the line is shortened: half a key would look like a word.
    private static String masked(String message) {
        return PRIVATE.matcher(clean(message, 4 * LONGEST_MESSAGE)).replaceAll("…");
    }

    private static String sentence(String http, String message, String word) {
        String line = line(message);
        String known = http + (http.isEmpty() || word.isEmpty() ? "" : " ") + word;
        return !line.isEmpty() ? line : "the provider answered with an error" + (known.isEmpty() ? "" : " (" + known + ")")
                + " and no message";
    }
}
