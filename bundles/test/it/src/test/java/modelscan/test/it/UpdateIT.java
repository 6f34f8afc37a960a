package modelscan.test.it;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import javax.inject.Inject;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.HealthBook;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.Strategy;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
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
import org.osgi.framework.InvalidSyntaxException;

/** What helps routing is stopped, started and updated while traffic runs: no request fails, and routing does not start anew. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class UpdateIT {
    private static final List<String> STRATEGIES = List.of("fallback", "fastest", "cheapest", "balanced", "leastbusy", "headroom",
            "smart", "weighted", "roundrobin");

    @Inject
    private BundleContext context;
    @Inject
    private Gateway gateway;

    @Configuration
    public Option[] configuration() throws IOException {
        return Distribution.options();
    }

    @Before
    public void ready() throws Exception {
        Eventually.ready(context);
        if (there(Provider.class, "(" + Provider.ID + "=it-1)") == 0) {
            for (int number = 1; number <= 3; number++) {
                Hashtable<String, Object> properties = new Hashtable<>(Map.of(Provider.ID, "it-" + number));
                context.registerService(ChatModel.class, _ -> Reply.of(new StreamEvent.TextDelta(0, "hi"),
                        new StreamEvent.Finished(0, FinishReason.STOP, "stop")), properties);
                context.registerService(Provider.class, new Speaking("it-" + number), properties);
            }
        }
        for (String strategy : STRATEGIES) {
            Eventually.holds(strategy + " is there", () -> there(Strategy.class, "(" + Strategy.NAME + "=" + strategy + ")") == 1);
        }
    }

    @Test
    public void health() throws Exception {
        undisturbed("modelscan.stage.health", () -> there(HealthBook.class, null) == 1);
    }

    @Test
    public void estimates() throws Exception {
        undisturbed("modelscan.core.tokens", () -> there(Estimates.class, null) == 1);
    }

    @Test
    public void strategies() throws Exception {
        for (String name : STRATEGIES) {
            undisturbed("modelscan.strategy." + name, () -> there(Strategy.class, "(" + Strategy.NAME + "=" + name + ")") == 1);
        }
    }

    /** Traffic runs while the bundle is stopped, started, and updated from where it came; every answer must be whole. */
    private void undisturbed(String name, Callable<Boolean> back) throws Exception {
        Bundle bundle = Arrays.stream(context.getBundles()).filter(one -> name.equals(one.getSymbolicName())).findFirst().orElseThrow();
        Object route = route();
        AtomicBoolean stop = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        Map<String, Long> wrong = new ConcurrentHashMap<>();
        Thread traffic = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                String said = said(STRATEGIES.get((int) (answers.get() % STRATEGIES.size())));
                if (!said.equals("hi")) {
                    wrong.merge(said, 1L, Long::sum);
                }
                answers.incrementAndGet();
                Thread.yield();
            }
        });
        try {
            further(answers);
            bundle.stop();
            further(answers);
            bundle.start();
            Eventually.holds(name + " is back", back);
            further(answers);
            bundle.update();
            Eventually.holds(name + " is back again", back);
            further(answers);
        } finally {
            stop.set(true);
            traffic.join();
        }
        assertEquals(name, Map.of(), wrong);
        assertTrue("routing was not started anew", route == route());
    }

    private static void further(AtomicLong answers) throws Exception {
        long now = answers.get();
        Eventually.holds("traffic runs", () -> answers.get() > now + 2L * STRATEGIES.size());
    }

    private String said(String strategy) {
        return Talk.text(gateway.handle(Exchange.of("it", Inquiry.of(ChatRequest.of("it", Message.user("hi")), true),
                new Wishes(Map.of("strategy", strategy)), new Cancellation())));
    }

    private Object route() throws InvalidSyntaxException {
        return context.getServiceReferences(Stage.class, "(" + Stage.PHASE + "=" + Phase.ROUTE.name() + ")").stream()
                .map(context::getService).findFirst().orElseThrow();
    }

    /** A provider of one model, which several have. */
    private record Speaking(String id) implements Provider {
        @Override
        public About about() {
            return new About(id, id, Mode.LOCAL, false);
        }

        @Override
        public List<Model> models() {
            return List.of(Model.unknown("it", Operation.CHAT));
        }

        @Override
        public Health health() {
            return Health.UP;
        }
    }

    private int there(Class<?> kind, String filter) throws InvalidSyntaxException {
        return context.getServiceReferences(kind, filter).size();
    }
}
