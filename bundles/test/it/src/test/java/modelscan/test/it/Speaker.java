package modelscan.test.it;

import java.util.Hashtable;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** A plugin that says its version; to "wait" it says it twice, the second time only when the test lets it. */
public class Speaker implements BundleActivator {
    @Override
    public void start(BundleContext context) {
        String version = context.getBundle().getVersion().toString();
        Hashtable<String, Object> properties = new Hashtable<>(Map.of(Provider.ID, "speaker"));
        context.registerService(ChatModel.class, exchange -> answer(version, exchange), properties);
        context.registerService(Provider.class, new Self(), properties);
    }

    @Override
    public void stop(BundleContext context) {
        // The framework withdraws the services.
    }

    private static Reply answer(String version, Exchange exchange) {
        boolean wait = exchange.chat().messages().getLast().text().equals("wait");
        Object gate = System.getProperties().get("it.gate");
        Iterator<StreamEvent> words = List.<StreamEvent>of(new StreamEvent.TextDelta(0, version), new StreamEvent.TextDelta(0, " " + version),
                new StreamEvent.Finished(0, FinishReason.STOP, "stop")).iterator();
        return Reply.of(wait && gate instanceof CountDownLatch latch ? new Gated(words, latch) : words, () -> { });
    }

    /** Words of which the second waits. */
    public static final class Gated implements Iterator<StreamEvent> {
        private final Iterator<StreamEvent> words;
        private final CountDownLatch gate;
        private boolean first = true;

        Gated(Iterator<StreamEvent> words, CountDownLatch gate) {
            this.words = words;
            this.gate = gate;
        }

        @Override
        public boolean hasNext() {
            return words.hasNext();
        }

        @Override
        public StreamEvent next() {
            if (!first) {
                try {
                    gate.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
            first = false;
            return words.next();
        }
    }

    /** The provider. */
    public static final class Self implements Provider {
        @Override
        public About about() {
            return new About("speaker", "Speaker", Mode.LOCAL, false);
        }

        @Override
        public List<Model> models() {
            return List.of(new Model("voice", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), Set.of(), Optional.empty(),
                    Optional.empty(), Optional.empty()));
        }

        @Override
        public Health health() {
            return Health.UP;
        }
    }
}
