package modelscan.base.wire;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/**
 * What went wrong, from the words a tool says it in.
 *
 * <pre>{@code
 * Complaint.of("429 Too Many Requests").failure().code(); // RATE_LIMITED
 * }</pre>
 *
 * @param text the words
 */
public record Complaint(String text) {
    private static final int LONGEST = 2000;
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*[A-Za-z]");
    // Long enough to leave the names of settings, which say what to do.
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-*.]{20,}");
    private static final Pattern INNER = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,2000})\"");

    /** A complaint in words, or in JSON that holds a message. */
    public static Complaint of(String text) {
        Matcher inner = text.stripLeading().startsWith("{") ? INNER.matcher(text) : INNER.matcher("");
        return new Complaint(inner.find() ? inner.group(1).replace("\\\"", "\"").replace("\\n", " ") : text);
    }

    /** What a program wrote to its standard error before it ended with this status. */
    public static Complaint of(int status, byte[] error) {
        String said = end(new String(error, StandardCharsets.UTF_8), LONGEST / 2);
        return new Complaint("the program ended with status " + status + (said.isEmpty() ? "" : ": " + said));
    }

    /** The failure this is. */
    public Failure failure() {
        return failure(0);
    }

    /** The failure this is under the HTTP status that the tool met, or 0. */
    public Failure failure(int status) {
        ErrorCode code = code(status);
        String end = end(text, LONGEST);
        // What may be part of a key is taken out before the line is shortened: half a key would look like a word.
        String said = code == ErrorCode.PROVIDER_KEY_REFUSED ? SECRET.matcher(end).replaceAll("…") : end;
        String line = ErrorWords.line(said);
        Failure failure = Failure.of(code, line.isEmpty() ? "the program failed and did not say why" : line);
        boolean shown = status >= 400 && status <= 599 && code != ErrorCode.PROVIDER_KEY_REFUSED;
        return shown ? failure.status(status) : failure;
    }

    private ErrorCode code(int status) {
        if (says("usage limit", "limit reached", "quota", "credit balance", "billing", "insufficient") || status == 402) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (says("prompt is too long", "context length", "context window", "input is too long")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        return status == 0 ? code() : ErrorCodes.of(status);
    }

    private ErrorCode code() {
        if (says("rate limit", "rate_limit", "too many requests", " 429")) {
            return ErrorCode.RATE_LIMITED;
        }
        if (says("overloaded", "503 ", "529 ", "service unavailable")) {
            return ErrorCode.PROVIDER_OVERLOADED;
        }
        if (says("api key", "api_key", "not logged in", "/login", "log in", "unauthorized", "authentication", "auth method",
                "401 ", "403 ")) {
            return ErrorCode.PROVIDER_KEY_REFUSED;
        }
        if (says("model_not_found", "unknown model", "model not found", "invalid model", "issue with the selected model")) {
            return ErrorCode.UNSUPPORTED;
        }
        return says("timed out", "timeout") ? ErrorCode.PROVIDER_TIMEOUT : ErrorCode.PROVIDER_ERROR;
    }

    // What a program says last is why it failed.
    private static String end(String text, int longest) {
        String end = text.length() > longest ? text.substring(text.length() - longest) : text;
        return COLOUR.matcher(end).replaceAll("").strip();
    }

    private boolean says(String... phrases) {
        return ErrorWords.says(text, phrases);
    }
}
