package modelscan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report = new Report("nginx");

    @Test
    void comparesWithinARound() {
        add("direct", 1, 1000, 100, 0);
        add("nginx", 1, 400, 150, 0);
        add("ModelScan", 1, 200, 250, 0);
        add("direct", 2, 500, 200, 0);
        add("nginx", 2, 200, 300, 0);
        add("ModelScan", 2, 120, 400, 0);
        List<String> cells = cells("ModelScan");
        assertEquals("160 (120–200)", cells.get(2));
        assertEquals("0.55 (0.50–0.60)", cells.get(3));
        assertEquals("0.175 (0.150–0.200)", cells.get(6));
        assertEquals("0", cells.getLast());
        assertFalse(report.hasFailures());
    }

    @Test
    void comparesTwoTargetsOnDemand() {
        add("direct", 1, 1000, 100, 0);
        add("nginx", 1, 400, 150, 0);
        add("ModelScan", 1, 200, 250, 0);
        add("ModelScan, translating", 1, 170, 250, 0);
        report.compare("translating", "ModelScan, translating", "ModelScan");
        assertTrue(report.text().contains("| translating, JSON c=16 | 0.85 "), report::text);
        assertFalse(report.text().contains("translating, JSON c=64"));
    }

    @Test
    void tellsFailures() {
        add("direct", 1, 1000, 100, 0);
        add("nginx", 1, 1000, 100, 3);
        assertTrue(report.hasFailures());
        assertEquals("CUT 3", cells("nginx").getLast());
    }

    @Test
    void writesFactsAndJson() {
        report.fact("cold start", "1.2 \"s\"");
        add("direct", 1, 1000, 100, 0);
        add("nginx", 1, 1000, 100, 0);
        assertTrue(report.text().contains("| cold start | 1.2 \"s\" |"));
        assertTrue(report.json().contains("\"facts\":{\"cold start\":\"1.2 \\\"s\\\"\"}"));
        assertTrue(report.json().contains("\"target\":\"nginx\",\"load\":\"JSON c=16\",\"round\":1,\"perSecond\":1000.0"));
    }

    private void add(String target, int round, double perSecond, double p50, long failed) {
        report.add(new Measurement(target, Scenario.JSON_16, round, perSecond, 10, p50, p50, p50, failed, "CUT " + failed));
    }

    private List<String> cells(String target) {
        String row = report.text().lines().filter(line -> line.contains("| " + target + " ")).findFirst().orElseThrow();
        return Stream.of(row.substring(1, row.length() - 1).split("\\|")).map(String::strip).toList();
    }
}
