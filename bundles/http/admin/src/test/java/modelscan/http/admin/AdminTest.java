package modelscan.http.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Plugins;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Strategy;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.Test;

class AdminTest {
    private static final Model PRICED = new Model("llama", Set.of(Operation.CHAT), Optional.of(131072), Optional.empty(),
            Set.of("tools", "json"), Optional.of(new Prices(Currency.getInstance("USD"),
                    Map.of(Unit.INPUT, new BigDecimal("5.9E-7")))), Optional.of("https://prices.example"),
            Optional.of(LocalDate.of(2026, 11, 20)));

    private static JsonNode ask(Endpoint endpoint, Map<String, String> variables) throws IOException {
        RecordedCall call = new RecordedCall(variables);
        endpoint.serve(call);
        return call.json();
    }

    private static JsonNode ask(Endpoint endpoint) throws IOException {
        return ask(endpoint, Map.of());
    }

    @Test
    void providersAreListedBriefly() throws IOException {
        JsonNode answer = ask(new Providers(catalog()));
        assertEquals("""
                {"data":[{"id":"groq","name":"Groq","mode":"api","health":"unconfigured","why":"no key","serves":["chat"],\
                "models":1,"open":true,"running":3,"verified":null,"stale":false,"bundle":"modelscan.provider.groq 0.1.0"}],"next":null}""",
                answer.toString());
    }

    @Test
    void aProviderIsShownWithItsModels() throws IOException {
        JsonNode answer = ask(new OneProvider(catalog()), Map.of("id", "groq"));
        assertEquals("groq", answer.get("id").asText());
        assertEquals("llama", answer.get("models").get(0).get("id").asText());
    }

    @Test
    void anUnknownProviderIsNotFound() {
        FailureException failure = assertThrows(FailureException.class,
                () -> ask(new OneProvider(catalog()), Map.of("id", "nobody")));
        assertEquals(ErrorCode.NOT_FOUND, failure.failure().code());
        assertTrue(failure.getMessage().contains("nobody"));
    }

    @Test
    void modelsTellPricesExactlyAndWhatIsUnknownAsNull() throws IOException {
        assertEquals("""
                {"data":[{"name":"groq/llama","provider":"groq","id":"llama","operations":["chat"],"context":131072,\
                "output":null,"capabilities":["json","tools"],"prices":{"currency":"USD","each":{"input":"0.00000059"}},\
                "source":"https://prices.example","verified":"2026-11-20"},\
                {"name":"echo","provider":"echo","id":"echo","operations":["chat"],"context":null,"output":null,\
                "capabilities":[],"prices":null,"source":null,"verified":null}],"next":null}""",
                ask(new Models(catalog())).toString());
    }

    @Test
    void pluginsTellWhatIsWrong() throws IOException {
        assertEquals("""
                {"data":[{"name":"my.jar","version":"","state":"failed","origin":"my.jar","why":"no jar"}],"next":null}""",
                ask(new PluginList(plugins())).toString());
    }

    @Test
    void thePipelineIsShownInOrder() throws IOException {
        JsonNode answer = ask(new PipelineView(gateway(), () -> Stream.of("fastest", "cheapest", "cheapest")));
        assertEquals("""
                {"stages":[{"phase":"guard","ranking":5,"stage":"Pii","bundle":"guard 1"},\
                {"phase":"route","ranking":0,"stage":"Route","bundle":"route 1"}],"strategies":["cheapest","fastest"]}""",
                answer.toString());
    }

    @Test
    void strategiesAreThoseOfTheFramework() throws IOException {
        try (TestFramework framework = TestFramework.start()) {
            framework.register(Strategy.class, (_, candidates) -> candidates, Map.of(Strategy.NAME, "cheapest"));
            framework.register(Strategy.class, (_, candidates) -> candidates, Map.of());
            JsonNode answer = ask(new PipelineView(framework.context(), gateway()));
            assertEquals("[\"cheapest\"]", answer.get("strategies").toString());
            assertTrue(ask(new Version(framework.context())).get("framework").asText().startsWith("org.apache.felix"));
        }
    }

    private static Gateway gateway() {
        return new Gateway() {
            @Override
            public Reply handle(Exchange exchange) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Stand> stages() {
                return List.of(new Stand(Phase.GUARD, 5, "Pii", "guard 1"), new Stand(Phase.ROUTE, 0, "Route", "route 1"));
            }
        };
    }

    private static Plugins plugins() {
        return new Plugins() {
            @Override
            public List<Plugin> list() {
                return List.of(new Plugin("my.jar", "", State.FAILED, "my.jar", "no jar"));
            }

            @Override
            public Optional<String> why(String name) {
                return Optional.empty();
            }

            @Override
            public List<String> problems() {
                return List.of();
            }

            @Override
            public List<String> outages() {
                return List.of();
            }
        };
    }

    private static Catalog catalog() {
        return new Catalog() {
            @Override
            public List<Entry> providers() {
                return List.of(new Entry(new Provider.About("groq", "Groq", Provider.Mode.API, true),
                        new Provider.Health(Provider.Health.State.UNCONFIGURED, "no key"), Set.of(Operation.CHAT),
                        List.of(PRICED), "modelscan.provider.groq 0.1.0", 3));
            }

            @Override
            public List<Candidate> models() {
                return List.of(new Candidate("groq", PRICED),
                        new Candidate("echo", Model.unknown("echo", Operation.CHAT)));
            }

            @Override
            public List<Candidate> candidates(String model, Operation operation) {
                return List.of();
            }

            @Override
            public Reply call(Exchange exchange, Candidate candidate) {
                throw new UnsupportedOperationException();
            }
        };
    }
}
