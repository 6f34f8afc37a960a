package modelscan.stage.limit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a table of comma-separated values whose first line names the columns. */
final class Csv {
    private static final int MOST_LINES = 100_000;

    private Csv() {
    }

    /** The lines as values by column; empty values are left out. */
    static List<Map<String, String>> read(String text, List<String> columns) {
        List<List<String>> lines = lines(text);
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> names = lines.isEmpty() ? List.of() : lines.getFirst().stream().map(String::strip).toList();
        for (String name : names) {
            if (!columns.contains(name)) {
                throw TermsForm.wrong("line 1: unknown column '" + name + "'; allowed are " + String.join(", ", columns));
            }
        }
        for (int line = 1; line < lines.size(); line++) {
            List<String> values = lines.get(line);
            if (values.size() != names.size()) {
                throw TermsForm.wrong("line " + (line + 1) + " has " + values.size() + " values for " + names.size() + " columns");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (!values.get(i).isBlank()) {
                    row.put(names.get(i), values.get(i).strip());
                }
            }
            rows.add(row);
        }
        return rows;
    }

    /** A value that must be there. */
    static String value(Map<String, String> row, String column) {
        if (!row.containsKey(column)) {
            throw TermsForm.wrong("the column '" + column + "' is empty in the line " + row);
        }
        return row.get(column);
    }

    private static List<List<String>> lines(String text) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                boolean doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    value.append(letter);
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || letter != ',' && letter != '\n' && letter != '\r') {
                value.append(letter);
            } else if (letter != '\r') {
                line.add(value.toString());
                value.setLength(0);
                if (letter == '\n') {
                    end(lines, line);
                    line = new ArrayList<>();
                }
            }
        }
        line.add(value.toString());
        end(lines, line);
        return lines;
    }

    private static void end(List<List<String>> lines, List<String> line) {
        boolean blank = line.size() == 1 && line.getFirst().isBlank();
        if (!blank) {
            lines.add(line);
        }
        if (lines.size() > MOST_LINES) {
            throw TermsForm.wrong("the table has more than " + MOST_LINES + " lines");
        }
    }
}
