package modelscan.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The middle and the ends of some figures. */
record Spread(double median, double least, double most) {
    static Spread of(Collection<Double> figures) {
        if (figures.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        List<Double> sorted = figures.stream().sorted().toList();
        int size = sorted.size();
        double median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast());
    }

    /** For example {@code 0.61 (0.58–0.66)}; one figure stands alone. */
    String text(int decimals) {
        String format = "%,." + decimals + "f";
        String middle = String.format(Locale.ROOT, format, median);
        return least == most ? middle : String.format(Locale.ROOT, "%s (" + format + "–" + format + ")", middle, least, most);
    }
}
