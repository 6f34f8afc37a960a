package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MissingRequirementTest {
    private static final String PACKAGE = "(&(osgi.wiring.package=b.c)(version>=1.0.0)(!(version>=2.0.0)))";

    @Test
    void missingPackage() {
        assertSentence("needs package b.c [1.0.0,2.0.0), which no installed bundle exports",
                "Unable to resolve a [7](R 7.0): missing requirement [a [7](R 7.0)] osgi.wiring.package; " + PACKAGE
                + " Unresolved requirements: [[a [7](R 7.0)] osgi.wiring.package; " + PACKAGE + "]");
    }

    @Test
    void packageWithoutRange() {
        assertSentence("needs package b.c, which no installed bundle exports",
                missing("osgi.wiring.package; (osgi.wiring.package=b.c)"));
    }

    @Test
    void openRange() {
        assertSentence("needs package b.c 1.5.0, which no installed bundle exports",
                missing("osgi.wiring.package; (&(osgi.wiring.package=b.c)(version>=1.5.0))"));
    }

    @Test
    void closedRange() {
        assertSentence("needs package b.c [1.0.0,1.0.0], which no installed bundle exports",
                missing("osgi.wiring.package; (&(osgi.wiring.package=b.c)(version>=1.0.0)(version<=1.0.0))"));
    }

    @Test
    void packageOfAnUnresolvedBundle() {
        assertSentence("needs package b.c [1.0.0,2.0.0), which only b exports, and that cannot be resolved itself",
                missing("osgi.wiring.package; " + PACKAGE + " [caused by: Unable to resolve b [3](R 3.0): "
                + "missing requirement [b [3](R 3.0)] osgi.wiring.package; (osgi.wiring.package=d)]"));
    }

    @Test
    void missingBundle() {
        assertSentence("needs bundle b [1.0.0,2.0.0), which is not installed",
                missing("osgi.wiring.bundle; (&(osgi.wiring.bundle=b)(bundle-version>=1.0.0)(!(bundle-version>=2.0.0)))"));
    }

    @Test
    void tooNewForThisJava() {
        assertSentence("needs JavaSE 99, and this is Java " + Runtime.version().feature(),
                missing("osgi.ee; (&(osgi.ee=JavaSE)(version=99))"));
    }

    @Test
    void missingCapability() {
        assertSentence("needs osgi.extender modelscan.provider [1.0.0,2.0.0), which no installed bundle provides",
                missing("osgi.extender; (&(osgi.extender=modelscan.provider)(version>=1.0.0)(!(version>=2.0.0)))"));
    }

    @Test
    void otherMessagesAreNoRequirement() {
        assertEquals(Optional.empty(), MissingRequirement.parse("Activator start error in bundle a [7]."));
        assertEquals(Optional.empty(), MissingRequirement.parse(""));
    }

    @Test
    void everyCutAndEveryChangeIsSurvived() {
        String whole = missing("osgi.wiring.package; " + PACKAGE + " [caused by: Unable to resolve b [3](R 3.0): missing]");
        Random random = new Random(7);
        for (int i = 0; i <= whole.length(); i++) {
            assertNotNull(MissingRequirement.parse(whole.substring(0, i)));
            assertNotNull(MissingRequirement.parse(whole.substring(i)));
        }
        for (int i = 0; i < 5_000; i++) {
            StringBuilder changed = new StringBuilder(whole);
            for (int change = 0; change < 5; change++) {
                changed.setCharAt(random.nextInt(whole.length()), "[]()!=;< \0é".charAt(random.nextInt(11)));
            }
            MissingRequirement.parse(changed.toString()).ifPresent(requirement -> assertNotNull(requirement.sentence()));
        }
    }

    private static String missing(String requirement) {
        return "Unable to resolve a [7](R 7.0): missing requirement [a [7](R 7.0)] " + requirement;
    }

    private static void assertSentence(String sentence, String message) {
        assertEquals(sentence, MissingRequirement.parse(message).orElseThrow().sentence());
    }
}
