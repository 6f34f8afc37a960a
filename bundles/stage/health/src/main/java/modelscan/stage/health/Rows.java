package modelscan.stage.health;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.base.rank.Remembered;

/** The charts of whole lists of candidates, looked up once for each list, as long as no chart comes or goes. */
final class Rows {
    private static final int LISTS = 128;
    /** A list of a few is often made for one request only. */
    private static final int MANY = 16;

    private final Map<Charts.Key, Chart> charts;
    private final AtomicLong changes = new AtomicLong();
    private final Remembered<List<Candidate>, Row> rows = new Remembered<>(LISTS, _ -> new Row());

    /** The charts of a list; the gaps are those of candidates that were not called lately. */
    private static final class Row {
        private volatile Seen seen = new Seen(-1, new Chart[0]);
    }

    private record Seen(long change, Chart[] charts) {
    }

    Rows(Map<Charts.Key, Chart> charts) {
        this.charts = charts;
    }

    /** Charts came or went. */
    void changed() {
        changes.incrementAndGet();
    }

    List<Vitals> vitals(List<Candidate> candidates) {
        Chart[] row = candidates.size() < MANY ? find(candidates) : row(candidates);
        Vitals[] vitals = new Vitals[row.length];
        for (int place = 0; place < row.length; place++) {
            vitals[place] = row[place] == null ? Vitals.UNKNOWN : row[place].vitals();
        }
        return Arrays.asList(vitals);
    }

    private Chart[] row(List<Candidate> candidates) {
        Row row = rows.of(candidates);
        long change = changes.get();
        Seen seen = row.seen;
        if (seen.change != change) {
            seen = new Seen(change, find(candidates));
            row.seen = seen;
        }
        return seen.charts;
    }

    private Chart[] find(List<Candidate> candidates) {
        Chart[] found = new Chart[candidates.size()];
        for (int place = 0; place < found.length; place++) {
            found[place] = charts.get(Charts.Key.of(candidates.get(place)));
        }
        return found;
    }
}
