package modelscan.test.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Gateway;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** What a plugin brought along goes with it, 200 times. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class LeakIT {
    private static final int WARM = 20;
    private static final int ROUNDS = 200;

    @Inject
    private BundleContext context;
    @Inject
    private Gateway gateway;
    @Inject
    private Catalog catalog;

    @Configuration
    public Option[] configuration() throws IOException {
        return Distribution.options();
    }

    @Before
    public void ready() throws Exception {
        Eventually.ready(context);
    }

    @Test
    public void twoHundredRedeploysLeaveNothingBehind() throws Exception {
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        redeploy(1, WARM, new ArrayList<>());
        Census before = Census.take();
        redeploy(WARM + 1, WARM + ROUNDS, loaders);
        Files.delete(folder().resolve("speaker.jar"));
        Eventually.holds("the last one has gone", () -> catalog.provider("speaker").isEmpty());
        assertEquals(ROUNDS, loaders.size());
        Eventually.holds("all class loaders are collected, but "
                + loaders.stream().filter(loader -> loader.get() != null).count(), () -> collected(loaders));
        Census after = Census.take();
        assertTrue(before + " became " + after, after.classes - before.classes < 100);
        assertTrue(before + " became " + after, after.threads - before.threads <= 3);
        assertTrue(before + " became " + after, after.files - before.files <= 5);
    }

    private void redeploy(int from, int to, List<WeakReference<ClassLoader>> loaders) throws Exception {
        for (int round = from; round <= to; round++) {
            String version = round + ".0.0";
            PluginJar.drop(folder(), "speaker.jar", PluginJar.speaker(version, Speaker.class));
            Eventually.holds(version + " speaks", () -> Talk.text(Talk.ask(gateway, "speaker/voice", "speak")).startsWith(version));
            loaders.add(new WeakReference<>(loader(version)));
        }
    }

    private ClassLoader loader(String version) {
        for (Bundle bundle : context.getBundles()) {
            if ("it.speaker".equals(bundle.getSymbolicName()) && bundle.getVersion().toString().equals(version)) {
                return bundle.adapt(BundleWiring.class).getClassLoader();
            }
        }
        throw new AssertionError("no bundle of version " + version);
    }

    private static boolean collected(List<WeakReference<ClassLoader>> loaders) {
        System.gc();
        return loaders.stream().allMatch(loader -> loader.get() == null);
    }

    private Path folder() {
        return Path.of(context.getProperty("modelscan.home"), "plugins");
    }

    /** What a process holds. */
    private record Census(int classes, int threads, long files) {
        static Census take() throws IOException {
            System.gc();
            Path open = Path.of("/proc/self/fd");
            long files = 0;
            if (Files.isDirectory(open)) {
                try (var list = Files.list(open)) {
                    files = list.count();
                }
            }
            return new Census(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
                    ManagementFactory.getThreadMXBean().getThreadCount(), files);
        }
    }
}
