package modelscan.base.prompt;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
    private static final int LONGEST = 500;
    private static final Pattern CONTROL = Pattern.compile("(?:\\x1b\\[[0-9;]*[A-Za-z]|[\\p{Cntrl}\\u2028\\u2029])+");
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_\\-*.]{20,}");
    private static final Pattern INNER = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.){1,2000})\"");

    /** A complaint in words, or in JSON that holds a message. */
    public static Complaint of(String text) {
        Matcher inner = text.stripLeading().startsWith("{") ? INNER.matcher(text) : INNER.matcher("");
        return new Complaint(inner.find() ? inner.group(1).replace("\\\"", "\"").replace("\\n", " ") : text);
    }

    /** What a program wrote to its standard error before it ended with this status. */
    public static Complaint of(int status, byte[] error) {
        String said = line(new String(error, StandardCharsets.UTF_8));
        return new Complaint("the program ended with status " + status + (said.isEmpty() ? "" : ": " + said));
    }

    /** The failure this is. */
    public Failure failure() {
        return failure(0);
    }

    /** The failure this is under the HTTP status that the tool met, or 0. */
    public Failure failure(int status) {
        ErrorCode code = code(status);
        String line = line(text);
        Failure failure = Failure.of(code, line.isEmpty() ? "the program failed and did not say why"
                : code == ErrorCode.PROVIDER_KEY_REFUSED ? SECRET.matcher(line).replaceAll("…") : line);
        boolean shown = status >= 400 && status <= 599 && code != ErrorCode.PROVIDER_KEY_REFUSED;
        return shown ? failure.status(status) : failure;
    }

    private ErrorCode code(int status) {
        String said = text.toLowerCase(Locale.ROOT);
        if (has(said, "usage limit", "limit reached", "quota", "credit balance", "billing", "insufficient") || status == 402) {
            return ErrorCode.QUOTA_EXHAUSTED;
        }
        if (has(said, "prompt is too long", "context length", "context window", "input is too long")) {
            return ErrorCode.CONTEXT_TOO_LONG;
        }
        return status == 0 ? byWords(said) : byStatus(status);
    }

    private static ErrorCode byWords(String said) {
        if (has(said, "rate limit", "rate_limit", "too many requests", " 429")) {
            return ErrorCode.RATE_LIMITED;
        }
        if (has(said, "overloaded", "503 ", "529 ", "service unavailable")) {
            return ErrorCode.PROVIDER_OVERLOADED;
        }
        if (has(said, "api key", "api_key", "not logged in", "/login", "log in", "unauthorized", "authentication",
                "auth method", "401 ", "403 ")) {
            return ErrorCode.PROVIDER_KEY_REFUSED;
        }
        if (has(said, "model_not_found", "unknown model", "model not found", "invalid model", "issue with the selected model")) {
            return ErrorCode.UNSUPPORTED;
        }
        return has(said, "timed out", "timeout") ? ErrorCode.PROVIDER_TIMEOUT : ErrorCode.PROVIDER_ERROR;
    }

    private static ErrorCode byStatus(int status) {
        return switch (status) {
            case 401, 403 -> ErrorCode.PROVIDER_KEY_REFUSED;
            case 404 -> ErrorCode.UNSUPPORTED;
            case 413 -> ErrorCode.TOO_LARGE;
            case 429 -> ErrorCode.RATE_LIMITED;
            case 408, 504 -> ErrorCode.PROVIDER_TIMEOUT;
            case 503, 529 -> ErrorCode.PROVIDER_OVERLOADED;
            default -> status >= 400 && status < 500 ? ErrorCode.INVALID_REQUEST : ErrorCode.PROVIDER_ERROR;
        };
    }

    private static String line(String text) {
        String end = text.length() > 4 * LONGEST ? text.substring(text.length() - 4 * LONGEST) : text;
        String line = CONTROL.matcher(end).replaceAll(" ").strip();
        if (line.length() <= LONGEST) {
            return line;
        }
        int stop = Character.isHighSurrogate(line.charAt(LONGEST - 2)) ? LONGEST - 2 : LONGEST - 1;
        return line.substring(0, stop) + "…";
    }

    private static boolean has(String text, String... words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
