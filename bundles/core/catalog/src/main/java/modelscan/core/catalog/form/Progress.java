package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Reads how far a job is: a fraction such as 0.5, a number such as 50, or a text such as {@code 50%}. */
final class Progress {
    private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

    private Progress() {
    }

    /** The percent from 0 to 100, if it says so. */
    static Optional<Integer> of(JsonNode node) {
        String text = node.asText().strip();
        boolean percent = text.endsWith("%");
        return Numbers.of(percent ? text.substring(0, text.length() - 1) : text)
                .map(number -> !percent && isFraction(node, number) ? number.multiply(WHOLE) : number)
                .map(number -> number.max(BigDecimal.ZERO).min(WHOLE).setScale(0, RoundingMode.DOWN).intValue());
    }

    // One written as 1.0 is all of it, written as 1 the first of a hundred.
    private static boolean isFraction(JsonNode node, BigDecimal number) {
        return number.compareTo(BigDecimal.ONE) <= 0 && (node.isFloatingPointNumber() || number.scale() > 0);
    }
}
