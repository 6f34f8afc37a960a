package modelscan.test.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Plugins;
import modelscan.api.model.StreamEvent;
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

/** The distribution starts completely and answers. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class StartIT {
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
    public void everyBundleIsActiveAndNothingIsWrong() throws Exception {
        List<String> waiting = new ArrayList<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() != Bundle.ACTIVE) {
                waiting.add(bundle.toString());
            }
        }
        assertEquals(List.of(), waiting);
        Eventually.holds("no problems, but " + plugins.problems(), () -> plugins.problems().isEmpty());
    }

    @Test
    public void echoStreamsThroughTheRealPipeline() throws Exception {
        Eventually.holds("echo is there", () -> catalog.provider("echo").isPresent());
        List<StreamEvent> events = Talk.events(Talk.ask(gateway, "echo", "hello framework"));
        assertTrue(events.toString(), events.getFirst() instanceof StreamEvent.Started);
        assertTrue(events.contains(new StreamEvent.TextDelta(0, "hello ")));
        assertTrue(events.contains(new StreamEvent.TextDelta(0, "framework")));
        assertTrue(events.getLast() instanceof StreamEvent.UsageReported);
    }

    @Test
    public void describedProvidersAreThereAndSayWhatTheyNeed() throws Exception {
        for (String id : List.of("openai", "groq", "ollama")) {
            Eventually.holds(id + " is there", () -> catalog.provider(id).isPresent());
        }
        if (System.getenv("GROQ_API_KEY") == null) {
            assertTrue(catalog.provider("groq").orElseThrow().health().why().contains("conf/secrets/groq"));
        }
    }

    @Test
    public void thePipelineTellsItsStages() {
        assertEquals(List.of("repeat", "account", "auth", "budget", "route", "structure", "auth", "health", "budget", "limit", "health"),
                gateway.stages().stream().map(stand -> stand.bundle().split(" ")[0].replace("modelscan.stage.", "")).toList());
    }
}
