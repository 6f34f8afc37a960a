package modelscan.shell.commands.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import modelscan.base.json.Json;

/**
 * Things of a kind: a table for people, {@code {"v":1,"models":[…]}} for programs.
 *
 * <pre>{@code
 * new Listing("models", List.of(Column.text("name"), Column.number("context")), rows)
 * }</pre>
 *
 * @param name the name of the things, in the plural
 * @param columns what the table shows of them; JSON has all
 * @param rows one object for each
 */
public record Listing(String name, List<Column> columns, List<ObjectNode> rows) implements Answer {
    public Listing {
        Objects.requireNonNull(name, "name");
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    @Override
    public ObjectNode json() {
        ObjectNode json = Document.versioned();
        json.putArray(name).addAll(rows);
        return json;
    }

    @Override
    public String text(Paper paper) {
        if (rows.isEmpty()) {
            return "no " + name;
        }
        List<List<String>> cells = rows.stream()
                .map(row -> columns.stream().map(column -> Printable.cell(row.path(column.key()))).toList())
                .toList();
        return Table.of(columns, cells).text(paper);
    }

    /** A new row. */
    public static ObjectNode row() {
        return Json.object();
    }
}
