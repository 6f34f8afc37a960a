package modelscan.stage.account;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is set aside for a running request, as its place holds it: for each budget a line with its amount, a space, its id. */
final class SetAside {
    private static final int LINE = 64;

    private SetAside() {
    }

    /** As many whole lines as there is room for, in the order of the map. */
    static byte[] text(Map<String, BigDecimal> amounts, int room) {
        StringBuilder lines = new StringBuilder(LINE * amounts.size());
        amounts.forEach((budget, amount) -> lines.append(amount).append(' ').append(budget).append('\n'));
        byte[] text = lines.toString().getBytes(StandardCharsets.UTF_8);
        int end = text.length;
        while (end > room) {
            end = lastLine(text, end);
        }
        return end == text.length ? text : Arrays.copyOf(text, end);
    }

    /** Where the last of the lines that end here begins. */
    private static int lastLine(byte[] text, int end) {
        int at = end - 1;
        while (at > 0 && text[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** The amounts by budget; what another version wrote is left out. */
    static Map<String, BigDecimal> read(byte[] text) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (String line : new String(text, StandardCharsets.UTF_8).split("\n")) {
            int space = line.indexOf(' ');
            try {
                amounts.put(line.substring(space + 1), new BigDecimal(line.substring(0, Math.max(0, space))));
            } catch (NumberFormatException notOurs) {
                // The entry is marked as unknown anyway.
            }
        }
        return amounts;
    }
}
