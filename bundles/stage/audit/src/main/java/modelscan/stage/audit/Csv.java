package modelscan.stage.audit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Lines of comma-separated values as RFC 4180 wants them. */
final class Csv {
    static final String TYPE = "text/csv; charset=utf-8";

    private Csv() {
    }

    static byte[] line(List<String> values) {
        StringBuilder line = new StringBuilder();
        String comma = "";
        for (String value : values) {
            line.append(comma).append(cell(value));
            comma = ",";
        }
        return line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    // A spreadsheet would run what begins like a formula.
    private static String cell(String value) {
        String text = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = text.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
