package modelscan.shell.commands.answer;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of text in columns that fit the width.
 *
 * <p>When the line is too short the widest column of text gives way first; numbers are never cut.
 */
final class Table {
    private static final int GAP = 2;
    private static final int NARROWEST = 4;

    private final List<Column> columns;
    private final List<List<String>> rows;

    private Table(List<Column> columns, List<List<String>> rows) {
        this.columns = columns;
        this.rows = rows;
    }

    static Table of(List<Column> columns, List<List<String>> rows) {
        return new Table(columns, rows);
    }

    String text(Paper paper) {
        int[] widths = widths(paper.width());
        List<String> lines = new ArrayList<>();
        lines.add(paper.bold(line(columns.stream().map(Column::title).toList(), widths)));
        rows.forEach(row -> lines.add(line(row, widths)));
        return String.join("\n", lines);
    }

    private int[] widths(int limit) {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = columns.get(column).title().length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], Printable.width(row.get(column)));
            }
        }
        return limit == 0 ? widths : fitted(widths, limit - GAP * (widths.length - 1));
    }

    private int[] fitted(int[] widths, int room) {
        int sum = 0;
        for (int column = 0; column < widths.length; column++) {
            // A cell longer than the whole line would only make the loop below long.
            widths[column] = columns.get(column).number() ? widths[column]
                    : Math.min(widths[column], Math.max(room, NARROWEST));
            sum += widths[column];
        }
        for (int widest = widestText(widths); sum > room && widest >= 0; widest = widestText(widths)) {
            widths[widest]--;
            sum--;
        }
        return widths;
    }

    private int widestText(int[] widths) {
        int widest = -1;
        for (int column = 0; column < widths.length; column++) {
            boolean gives = !columns.get(column).number() && widths[column] > NARROWEST;
            if (gives && (widest < 0 || widths[column] > widths[widest])) {
                widest = column;
            }
        }
        return widest;
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = Printable.cut(cells.get(column), widths[column]);
            String padding = " ".repeat(widths[column] - Printable.width(cell));
            line.append(columns.get(column).number() ? padding + cell : cell + padding).append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }
}
