package modelscan.test.kit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes secrets out of what is recorded: by the name of a header or parameter, and by the secret itself.
 *
 * @param secrets what must not be left anywhere
 */
public record Scrub(List<String> secrets) {
    /** What stands where a secret was. */
    public static final String MARK = "[scrubbed]";
    private static final Set<String> HEADERS = Set.of("authorization", "proxy-authorization", "x-api-key", "api-key",
            "x-goog-api-key", "xi-api-key", "x-key", "x-amz-security-token", "cookie", "set-cookie", "ocp-apim-subscription-key",
            "x-auth-token");
    private static final Pattern NAMED = Pattern.compile("(?i)(.*[-_])?(key|token|secret|password|authorization)");
    private static final Pattern PARAMETER = Pattern.compile(
            "(?i)([?&](?:key|api[-_]?key|token|access[-_]token|secret|signature|sig|x-amz-[a-z-]+)=)[^&#]*");
    private static final int SHORTEST = 4;

    public Scrub {
        secrets = List.copyOf(secrets);
    }

    /** Takes these secrets out, wherever they stand; very short ones are left. */
    public static Scrub of(String... secrets) {
        return new Scrub(Arrays.stream(secrets).filter(secret -> secret.length() >= SHORTEST).toList());
    }

    /** A text without the secrets. */
    public String text(String text) {
        String clean = text;
        for (String secret : secrets) {
            clean = clean.replace(secret, MARK);
        }
        return clean;
    }

    /** A path without secrets in its query. */
    public String path(String path) {
        return text(PARAMETER.matcher(path).replaceAll("$1" + MARK));
    }

    /** Headers without the values of those that hold a secret. */
    public Map<String, String> headers(Map<String, String> headers) {
        Map<String, String> clean = new LinkedHashMap<>();
        headers.forEach((name, value) -> clean.put(name, secret(name) ? MARK : text(value)));
        return clean;
    }

    /** A body without the secrets; one that is not text and holds none stays as it is. */
    public byte[] body(byte[] body) {
        String raw = new String(body, StandardCharsets.ISO_8859_1);
        String clean = raw;
        for (String secret : secrets) {
            clean = clean.replace(new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), MARK);
        }
        return clean.equals(raw) ? body : clean.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Whether a recorded text is the one seen; {@link #MARK} or an ellipsis in it stands for any text. */
    static boolean same(String recorded, String seen) {
        String[] pieces = recorded.replace(MARK, "…").split("…", -1);
        return pieces.length == 1 ? recorded.equals(seen) : Pattern.matches(Arrays.stream(pieces).map(Pattern::quote)
                .collect(Collectors.joining(".*")), seen);
    }

    private static boolean secret(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return HEADERS.contains(name) || NAMED.matcher(name).matches();
    }
}
