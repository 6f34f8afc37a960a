package modelscan.core.catalog.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import modelscan.base.json.Json;

/** JSON as it is said in addresses, headers, forms and conditions. */
public final class ValueText {
    private static final int LONGEST = 40;

    private ValueText() {
    }

    /** A value as text; the elements of a list are joined by commas. */
    public static String of(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case NUMBER -> value.isIntegralNumber() ? value.asText() : plain(value);
            case ARRAY -> {
                StringJoiner joined = new StringJoiner(",");
                value.forEach(each -> joined.add(of(each)));
                yield joined.toString();
            }
            case OBJECT, POJO -> new String(Json.write(value), StandardCharsets.UTF_8);
            case BINARY, BOOLEAN, NULL, MISSING -> value.asText();
        };
    }

    // An exponent would not be understood everywhere, and would let a few characters become thousands.
    private static String plain(JsonNode number) {
        BigDecimal exact = number.decimalValue();
        boolean huge = exact.precision() - (long) exact.scale() > LONGEST || exact.scale() > LONGEST;
        return huge ? number.asText() : exact.toPlainString();
    }
}
