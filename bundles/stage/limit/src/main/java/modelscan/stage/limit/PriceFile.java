package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;

/** Reads prices from a file. */
final class PriceFile {
    private static final List<String> COLUMNS = List.of("provider", "model", "unit", "price", "currency", "per", "minimum", "source",
            "verified");
    private static final List<String> COMMON = List.of("provider", "model", "currency", "per", "minimum", "source", "verified");

    private PriceFile() {
    }

    /** From JSON: a list of prices, or an object with one under {@code prices}. */
    static List<Fields> json(byte[] body) {
        JsonNode json = Json.read(body);
        JsonNode list = json.isArray() ? json : Fields.of(json, "the import", Set.of("prices")).value("prices").orElse(json);
        if (!list.isArray()) {
            throw TermsForm.wrong("'prices' must be a list");
        }
        return lines(list);
    }

    /** From a table: a line for each unit of a model, such as {@code groq,llama-3.3-70b-versatile,input,0.59,USD,1000000}. */
    static List<Fields> csv(String text) {
        Map<String, ObjectNode> models = new LinkedHashMap<>();
        for (Map<String, String> row : Csv.read(text, COLUMNS)) {
            String model = Csv.value(row, "provider") + "/" + Csv.value(row, "model");
            ObjectNode prices = models.computeIfAbsent(model, _ -> Json.object());
            for (String column : COMMON) {
                boolean contradicts = row.containsKey(column) && prices.has(column)
                        && !prices.path(column).asText().equals(row.get(column));
                if (contradicts) {
                    throw TermsForm.wrong("the lines of " + model + " contradict each other in '" + column + "'");
                }
                if (row.containsKey(column)) {
                    prices.put(column, row.get(column));
                }
            }
            prices.put(Csv.value(row, "unit"), Csv.value(row, "price"));
        }
        return lines(Json.array().addAll(models.values()));
    }

    private static List<Fields> lines(JsonNode list) {
        List<Fields> lines = new ArrayList<>();
        for (JsonNode line : list) {
            lines.add(Fields.of(line, "prices[" + lines.size() + "]", PriceForm.words("provider", "model", "remove")));
        }
        return lines;
    }
}
