package modelscan.test.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.inject.Inject;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Plugins;
import modelscan.api.gateway.Reply;
import modelscan.api.model.Operation;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** Plugins come, are replaced and go while traffic runs. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeployIT {
    @Inject
    private BundleContext context;
    @Inject
    private Gateway gateway;
    @Inject
    private Catalog catalog;
    @Inject
    private Plugins plugins;

    @Configuration
    public Option[] configuration() throws IOException {
        return Distribution.options();
    }

    @Before
    public void ready() throws Exception {
        Eventually.ready(context);
    }

    @Test
    public void aLoneDescriptorServesIsReplacedAndGoes() throws Exception {
        PluginJar.drop(folder(), "acme.provider.json", descriptor("Acme One", "first"));
        Eventually.holds("acme is there", () -> catalog.provider("acme").isPresent());
        PluginJar.drop(folder(), "acme.provider.json", descriptor("Acme Two", "second"));
        Eventually.holds("acme has its new name", () -> name("acme").equals(Optional.of("Acme Two")));
        assertEquals(1, catalog.candidates("second", Operation.CHAT).size());
        PluginJar.drop(folder(), "acme.provider.json", "{\"id\":\"acme\",\"urll\":\"x\"}");
        Eventually.holds("the failure is shown: " + plugins.list(), () -> plugins.list().stream()
                .anyMatch(plugin -> plugin.state() == Plugins.State.FAILED && plugin.why().contains("urll")));
        assertEquals("the old one stays", Optional.of("Acme Two"), name("acme"));
        Files.delete(folder().resolve("acme.provider.json"));
        Eventually.holds("acme has gone", () -> catalog.provider("acme").isEmpty());
    }

    @Test
    public void aRunningStreamEndsOnTheVersionItBeganWithAndNoRequestFails() throws Exception {
        PluginJar.drop(folder(), "speaker.jar", PluginJar.speaker("1.0.0", Speaker.class));
        Eventually.holds("version 1 speaks", () -> said().equals("1.0.0 1.0.0"));
        CountDownLatch gate = new CountDownLatch(1);
        System.getProperties().put("it.gate", gate);
        Reply running = Talk.ask(gateway, "speaker/voice", "wait");
        assertTrue(running.next().isPresent());

        AtomicBoolean stop = new AtomicBoolean();
        AtomicReference<String> wrong = new AtomicReference<>("");
        Thread traffic = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                String said = said();
                if (!said.matches("(\\d\\.0\\.0) \\1")) {
                    wrong.set(said);
                }
            }
        });
        for (int version = 2; version <= 5; version++) {
            String wanted = version + ".0.0";
            PluginJar.drop(folder(), "speaker.jar", PluginJar.speaker(wanted, Speaker.class));
            Eventually.holds("version " + wanted + " speaks", () -> said().startsWith(wanted));
        }
        stop.set(true);
        traffic.join();
        assertEquals("", wrong.get());
        gate.countDown();
        assertEquals(" 1.0.0", Talk.text(running));
        Eventually.holds("only the last version is left", () -> speakers() == 1);
        Files.delete(folder().resolve("speaker.jar"));
        Eventually.holds("it has gone", () -> speakers() == 0);
    }

    @Test
    public void aBrokenPluginHarmsNobody() throws Exception {
        PluginJar.drop(folder(), "broken.jar", "this is no jar".getBytes(StandardCharsets.UTF_8));
        Eventually.holds("it is shown as failed", () -> plugins.list().stream()
                .anyMatch(plugin -> plugin.origin().equals("broken.jar") && plugin.state() == Plugins.State.FAILED));
        assertEquals("hi", Talk.text(Talk.ask(gateway, "echo", "hi")));
        Files.delete(folder().resolve("broken.jar"));
        Eventually.holds("it is forgotten", () -> plugins.list().stream().noneMatch(plugin -> plugin.origin().equals("broken.jar")));
    }

    private String said() {
        return Talk.text(Talk.ask(gateway, "speaker/voice", "speak"));
    }

    private long speakers() {
        return Arrays.stream(context.getBundles()).filter(bundle -> "it.speaker".equals(bundle.getSymbolicName())).count();
    }

    private Optional<String> name(String provider) {
        return catalog.provider(provider).map(entry -> entry.about().name());
    }

    private Path folder() {
        return Path.of(context.getProperty("modelscan.home"), "plugins");
    }

    private static String descriptor(String name, String model) {
        return "{\"id\":\"acme\",\"name\":\"" + name + "\",\"dialect\":\"openai\",\"url\":\"http://127.0.0.1:9\",\"auth\":\"none\","
                + "\"serves\":[\"chat\"],\"models\":[{\"id\":\"" + model + "\"}]}";
    }
}
