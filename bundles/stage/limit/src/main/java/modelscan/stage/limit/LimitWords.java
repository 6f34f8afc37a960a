package modelscan.stage.limit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Plan.Window;

/** The short words for limits, as in descriptors: {@code rpm}, {@code tpd}, {@code itpm}, {@code crmo}, {@code concurrent}. */
final class LimitWords {
    private static final Map<String, Kind> KINDS = kinds();

    private LimitWords() {
    }

    /** What a word limits, and in which time. */
    record Kind(What what, Window window) {
    }

    static Map<String, Kind> all() {
        return KINDS;
    }

    static Optional<Kind> kind(String word) {
        return Optional.ofNullable(KINDS.get(word));
    }

    private static Map<String, Kind> kinds() {
        Map<What, String> whats = new LinkedHashMap<>();
        whats.put(What.REQUESTS, "rp");
        whats.put(What.TOKENS, "tp");
        whats.put(What.INPUT_TOKENS, "itp");
        whats.put(What.OUTPUT_TOKENS, "otp");
        whats.put(What.CHARACTERS, "cp");
        whats.put(What.SECONDS, "sp");
        whats.put(What.IMAGES, "ip");
        whats.put(What.CREDITS, "cr");
        Map<Window, String> windows = new LinkedHashMap<>();
        windows.put(Window.SECOND, "s");
        windows.put(Window.MINUTE, "m");
        windows.put(Window.HOUR, "h");
        windows.put(Window.DAY, "d");
        windows.put(Window.MONTH, "mo");
        Map<String, Kind> kinds = new LinkedHashMap<>();
        whats.forEach((what, begin) -> windows.forEach((window, end) -> kinds.put(begin + end, new Kind(what, window))));
        kinds.put("concurrent", new Kind(What.CONCURRENT, Window.MOMENT));
        return Map.copyOf(kinds);
    }
}
