package modelscan.store.sql;

import java.nio.file.Path;
import modelscan.test.kit.TestFramework;

/** A framework that says where the home is. */
final class Home {
    private static final String PROPERTY = "modelscan.home";

    private Home() {
    }

    static SqlStore store(Path home, Words words) {
        System.setProperty(PROPERTY, home.toString());
        try (TestFramework framework = TestFramework.start()) {
            return new SqlStore(framework.context(), words);
        } finally {
            System.clearProperty(PROPERTY);
        }
    }
}
