package modelscan.stage.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** Reads comma-separated values as RFC 4180 has them; a row is named by its line. */
final class RateLines {
    private static final Set<String> WORDS = Set.copyOf(RateForm.COLUMNS);

    private final String text;
    private final List<Fields> rows = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private List<String> names = List.of();
    private int at;
    private int line = 1;

    private RateLines(String text) {
        this.text = text;
    }

    static List<Fields> read(String text) {
        return new RateLines(text).read();
    }

    private List<Fields> read() {
        while (at < text.length()) {
            int begun = line;
            values.clear();
            do {
                values.add(value());
            } while (at < text.length() && text.charAt(at++) == ',');
            line++;
            end("line " + begun);
        }
        return rows;
    }

    private void end(String place) {
        boolean blank = values.size() == 1 && values.getFirst().isBlank();
        if (blank) {
            return;
        }
        if (names.isEmpty()) {
            names = values.stream().map(String::strip).toList();
            names.stream().filter(name -> !WORDS.contains(name)).findFirst().ifPresent(unknown -> {
                throw RateForm.wrong(place, "unknown column '" + unknown + "'; allowed are " + String.join(", ", RateForm.COLUMNS));
            });
            return;
        }
        if (values.size() != names.size()) {
            throw RateForm.wrong(place, "it has " + values.size() + " values for " + names.size() + " columns");
        }
        if (rows.size() >= RateForm.MOST) {
            throw RateForm.wrong(place, "at most " + RateForm.MOST + " rates can be set at once; send the rest in a second file");
        }
        ObjectNode row = Json.object();
        for (int i = 0; i < names.size(); i++) {
            if (!values.get(i).isBlank()) {
                row.put(names.get(i), values.get(i).strip());
            }
        }
        rows.add(Fields.of(row, place, WORDS));
    }

    /** A value; what ends it comes next. */
    private String value() {
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '"') {
                boolean doubled = quoted && at + 1 < text.length() && text.charAt(at + 1) == '"';
                quoted = doubled || !quoted;
                if (doubled) {
                    value.append(letter);
                    at++;
                }
            } else if (!quoted && (letter == ',' || letter == '\n')) {
                break;
            } else if (letter != '\r') {
                line += letter == '\n' ? 1 : 0;
                value.append(letter);
            }
        }
        return value.toString();
    }
}
