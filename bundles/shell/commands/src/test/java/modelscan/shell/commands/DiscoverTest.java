package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Discovery;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Provider;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Paper;
import org.junit.jupiter.api.Test;

class DiscoverTest {
    private final List<Model> models = new ArrayList<>(List.of(Model.unknown("old", Operation.CHAT)));
    private final List<Optional<String>> asked = new ArrayList<>();
    private final Discover discover = new Discover(this::refresh, Fakes.fake(Catalog.class, (method, arguments) ->
            switch (method) {
                case "providers" -> List.of(entry());
                case "provider" -> Optional.of(entry()).filter(entry -> entry.about().id().equals(arguments[0]));
                default -> throw new UnsupportedOperationException(method);
            }));

    private void refresh(Optional<String> provider) {
        asked.add(provider);
        models.add(Model.unknown("new", Operation.CHAT));
    }

    private Catalog.Entry entry() {
        return new Catalog.Entry(new Provider.About("acme", "Acme", Provider.Mode.API, true), Provider.Health.UP,
                Set.of(Operation.CHAT), List.copyOf(models), "acme 1", 0, Optional.empty(), false);
    }

    private String text(String... words) {
        Answer answer = discover.discover(Fakes.session(), words);
        return answer.text(Paper.ENDLESS);
    }

    @Test
    void tellsWhatIsNew() {
        assertEquals("""
                PROVIDER  MODEL
                acme      new""", text("acme"));
        assertEquals(List.of(Optional.of("acme")), asked);
    }

    @Test
    void asksEverybody() {
        text();
        assertEquals(List.of(Optional.empty()), asked);
    }

    @Test
    void knowsTheProvidersThereAre() {
        assertEquals("unknown provider 'acne'; did you mean 'acme'?",
                assertThrows(FailureException.class, () -> text("acne")).getMessage());
    }
}
