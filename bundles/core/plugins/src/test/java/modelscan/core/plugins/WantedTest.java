package modelscan.core.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WantedTest {
    private static final String FILTER = "(&(osgi.wiring.package=a.b)(version>=1.0.0)(!(version>=2.0.0)))";

    @Test
    void saysPackageWithItsRange() {
        assertEquals("package a.b [1.0.0,2.0.0)", Wanted.of("osgi.wiring.package", FILTER).words());
        assertEquals("package a.b", Wanted.of("osgi.wiring.package", "(osgi.wiring.package=a.b)").words());
        assertEquals("package a.b 1.5.0",
                Wanted.of("osgi.wiring.package", "(&(osgi.wiring.package=a.b)(version>=1.5.0))").words());
        assertEquals("package a.b [1.0.0,1.0.0]",
                Wanted.of("osgi.wiring.package", "(&(osgi.wiring.package=a.b)(version>=1.0.0)(version<=1.0.0))").words());
        assertEquals("package a.b [0,2.0.0)",
                Wanted.of("osgi.wiring.package", "(&(osgi.wiring.package=a.b)(!(version>=2.0.0)))").words());
    }

    @Test
    void saysBundleAndCapability() {
        assertEquals("bundle x [1.0.0,2.0.0)", Wanted.of("osgi.wiring.bundle",
                "(&(osgi.wiring.bundle=x)(bundle-version>=1.0.0)(!(bundle-version>=2.0.0)))").words());
        assertEquals("the capability osgi.extender modelscan.provider",
                Wanted.of("osgi.extender", "(osgi.extender=modelscan.provider)").words());
    }

    @Test
    void neverFailsOnGarbage() {
        for (int end = 0; end <= FILTER.length(); end++) {
            assertNotNull(Wanted.of("osgi.wiring.package", FILTER.substring(0, end)).words());
        }
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            StringBuilder garbage = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                garbage.append("()&!=<>ab.v".charAt(random.nextInt(11)));
            }
            assertNotNull(Wanted.of("a", garbage.toString()).words());
        }
    }
}
