package modelscan.core.tokens;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The samples, and how many tokens they have by a vendor's own vocabulary. */
record Counted(String sample, String text, int tokens) {

    /** All samples, counted by a family. */
    static List<Counted> by(String family) {
        List<String> lines = resource("/counted.tsv").lines().toList();
        int column = List.of(lines.getFirst().split("\t")).indexOf(family);
        List<Counted> counted = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split("\t");
            counted.add(new Counted(cells[0], resource("/samples/" + cells[0] + ".txt"), Integer.parseInt(cells[column])));
        }
        return counted;
    }

    private static String resource(String path) {
        try (InputStream bytes = Counted.class.getResourceAsStream(path)) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
