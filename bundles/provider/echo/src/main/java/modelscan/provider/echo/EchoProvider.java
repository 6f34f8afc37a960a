package modelscan.provider.echo;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Provider;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import org.osgi.service.component.annotations.Component;

/** The provider that is always there: it answers without a network, a key or a price. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoProvider implements Provider {
    static final String NAME = "echo";

    private static final Prices FREE = new Prices(Currency.getInstance("USD"),
            Map.of(Unit.INPUT, BigDecimal.ZERO, Unit.OUTPUT, BigDecimal.ZERO, Unit.IMAGE, BigDecimal.ZERO,
                    Unit.CHARACTER, BigDecimal.ZERO, Unit.SECOND, BigDecimal.ZERO, Unit.REQUEST, BigDecimal.ZERO,
                    Unit.SEARCH, BigDecimal.ZERO));

    @Override
    public About about() {
        // Its failures are acted out, as often as somebody asks for them.
        return new About(NAME, "Echo", Mode.LOCAL, false, false);
    }

    @Override
    public List<Model> models() {
        return List.of(
                chat(NAME, Set.of()),
                chat("tools", Set.of("tools")),
                chat("slow", Set.of()),
                chat("think", Set.of("reasoning")),
                chat("error-429", Set.of()),
                chat("error-500", Set.of()),
                chat("cut", Set.of()),
                model("image", Operation.IMAGE, Set.of()),
                model("embedding", Operation.EMBEDDING, Set.of()),
                model("speech", Operation.SPEECH, Set.of("audio-out")),
                model("transcription", Operation.TRANSCRIPTION, Set.of("audio-in")),
                model("video", Operation.VIDEO, Set.of()),
                model("rerank", Operation.RERANK, Set.of()),
                model("moderation", Operation.MODERATION, Set.of()),
                model("search", Operation.SEARCH, Set.of()));
    }

    @Override
    public Health health() {
        return Health.UP;
    }

    private static Model chat(String id, Set<String> capabilities) {
        return model(id, Operation.CHAT, capabilities);
    }

    private static Model model(String id, Operation operation, Set<String> capabilities) {
        return new Model(id, Set.of(operation), Optional.of(1_000_000), Optional.of(1_000_000), capabilities,
                Optional.of(FREE), Optional.of("built in"), Optional.empty());
    }
}
