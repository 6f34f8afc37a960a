package modelscan.tools;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import modelscan.test.kit.provider.Finding;

/** Findings about a provider, as text or JSON. */
record FindingReport(String provider, List<Finding> findings) {
    private static final JsonMapper MAPPER = new JsonMapper();

    boolean sound() {
        return count(Finding.Verdict.FAILED) == 0;
    }

    void print(PrintStream out) {
        for (Finding finding : findings) {
            if (finding.verdict() != Finding.Verdict.PASSED) {
                out.println(finding.verdict() + " " + finding.check() + ": " + finding.detail());
            }
        }
        out.println(summary());
    }

    String summary() {
        return provider + ": " + count(Finding.Verdict.PASSED) + " checks passed, " + count(Finding.Verdict.FAILED) + " failed, "
                + count(Finding.Verdict.SKIPPED) + " do not apply";
    }

    ObjectNode json() {
        ObjectNode json = MAPPER.createObjectNode().put("provider", provider).put("passed", count(Finding.Verdict.PASSED))
                .put("failed", count(Finding.Verdict.FAILED)).put("skipped", count(Finding.Verdict.SKIPPED));
        ArrayNode list = json.putArray("findings");
        findings.forEach(finding -> list.addObject().put("check", finding.check())
                .put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT)).put("detail", finding.detail()));
        return json;
    }

    private long count(Finding.Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }
}
