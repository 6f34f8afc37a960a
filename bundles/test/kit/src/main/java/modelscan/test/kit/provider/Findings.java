package modelscan.test.kit.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Gathers findings about one provider; a check that throws has failed. */
final class Findings {
    private final String provider;
    private final List<Finding> all = new ArrayList<>();

    Findings(String provider) {
        this.provider = provider;
    }

    /** Looks at one thing; the answer is what is wrong, empty if nothing is. */
    void check(String name, Callable<String> look) {
        String wrong;
        try {
            wrong = look.call();
        } catch (Exception | AssertionError broken) {
            wrong = "the check broke: " + broken;
        }
        all.add(new Finding(provider, name, wrong.isEmpty() ? Finding.Verdict.PASSED : Finding.Verdict.FAILED, wrong));
    }

    void fail(String name, String why) {
        all.add(new Finding(provider, name, Finding.Verdict.FAILED, why));
    }

    void skip(String name, String why) {
        all.add(new Finding(provider, name, Finding.Verdict.SKIPPED, why));
    }

    List<Finding> all() {
        return List.copyOf(all);
    }
}
