package modelscan.wire.anthropic;

import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of tool calls, for which this protocol allows few characters. */
final class CallIds {
    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9_-]+");
    private static final Pattern OTHERS = Pattern.compile("[^a-zA-Z0-9_-]");

    private CallIds() {
    }

    /** An id for a call to which nobody gave one. */
    static String fresh() {
        return "toolu_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** The id as it may be written; different ids stay different. */
    static String allowed(String id) {
        return ALLOWED.matcher(id).matches() ? id
                : "toolu_" + OTHERS.matcher(id).replaceAll("_") + "_" + Integer.toHexString(id.hashCode());
    }
}
