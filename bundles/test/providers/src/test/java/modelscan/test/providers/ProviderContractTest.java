package modelscan.test.providers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import modelscan.test.kit.provider.Finding;
import modelscan.test.kit.provider.ProviderCheck;
import modelscan.test.kit.provider.ProviderLab;
import modelscan.test.kit.provider.ProviderSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.slf4j.LoggerFactory;

/** The contract of every provider in {@code bundles/provider}; a folder that does not keep it fails the build. */
class ProviderContractTest {
    private static ProviderLab lab;

    @BeforeAll
    static void open() throws IOException {
        lab = ProviderLab.open(BuiltBundles.gateway());
    }

    @AfterAll
    static void close() {
        lab.close();
        for (ILoggingEvent event : logged().list) {
            String line = event.getFormattedMessage() + " " + event.getThrowableProxy();
            assertFalse(line.contains("9d41c07be2f85a63"), "a key is in the log of " + event.getLoggerName());
        }
    }

    @TestFactory
    Stream<DynamicContainer> everyProviderKeepsTheContract() throws IOException {
        String only = System.getProperty("provider", "");
        return BuiltBundles.providers().stream().filter(folder -> only.isEmpty() || folder.endsWith(only))
                .filter(ProviderContractTest::described)
                .map(folder -> DynamicContainer.dynamicContainer(folder.getFileName().toString(), tests(folder)));
    }

    // A provider in code has no address to point elsewhere: it is tested beside its classes.
    private static boolean described(Path folder) {
        return ProviderSource.described(folder) || !Files.isDirectory(folder.resolve("src/test/java"));
    }

    private static Stream<DynamicTest> tests(Path folder) {
        List<Finding> findings;
        try {
            findings = ProviderCheck.of(lab, ProviderSource.read(folder));
        } catch (IOException unreadable) {
            findings = List.of(new Finding(folder.getFileName().toString(), "it can be read", Finding.Verdict.FAILED,
                    String.valueOf(unreadable.getMessage())));
        }
        // A check that does not concern a provider, such as tools where no model has them, is none of its tests.
        return findings.stream().filter(finding -> finding.verdict() != Finding.Verdict.SKIPPED).map(finding -> DynamicTest.dynamicTest(finding.check(), () -> {
            if (finding.verdict() == Finding.Verdict.FAILED) {
                fail(finding.toString());
            }
        }));
    }

    private static ListAppender<ILoggingEvent> logged() {
        var root = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        return (ListAppender<ILoggingEvent>) root.getAppender("SEEN");
    }
}
