package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Router;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Plugins;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.Operation;
import modelscan.base.json.Json;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The endpoints of this bundle, over HTTP. */
class EndpointsTest {
    private static final Candidate LLAMA = Samples.candidate("groq", "meta/llama");
    private static final Candidate ECHO = new Candidate("echo", Model.unknown("echo", Operation.CHAT));
    private static final Gateway GATEWAY = Words.gateway(exchange -> Reply.of());

    private final Rig rig = new Rig();

    @AfterEach
    void stop() {
        rig.close();
    }

    private RawClient with(String path, Endpoint endpoint) {
        rig.data("GET", path, new EndpointTarget(Held.always(endpoint), false));
        return rig.connect();
    }

    @Test
    void healthIsAlwaysUp() throws IOException {
        try (RawClient client = with("/health", new Health("1.2.3"))) {
            assertEquals("{\"status\":\"up\",\"version\":\"1.2.3\"}", client.get("/health").answer().body());
        }
    }

    @Test
    void readyNeedsPipelineProviderAndNoProblems() throws IOException {
        assertEquals("200 []", ready(new Ready(List.of(GATEWAY), List.of(catalog()), List.of(plugins()))));
        assertEquals("200 []", ready(new Ready(List.of(GATEWAY), List.of(catalog()), List.of())));
        assertEquals("503 [\"no pipeline is there\",\"no provider is there\"]",
                ready(new Ready(List.of(), List.of(), List.of())));
        assertEquals("503 [\"x waits\"]", ready(new Ready(List.of(GATEWAY), List.of(catalog()), List.of(plugins("x waits")))));
    }

    private static String ready(Ready ready) throws IOException {
        try (Rig own = new Rig().data("GET", "/ready", new EndpointTarget(Held.always(ready), false));
                RawClient client = own.connect()) {
            RawClient.Answer answer = client.get("/ready").answer();
            return answer.status() + " " + Json.read(answer.body()).get("reasons");
        }
    }

    @Test
    void modelsAreListedAsOpenAiDoes() throws IOException {
        try (RawClient client = with("/v1/models", new ModelIndex(new ModelShelf(catalog(), List.of(), List.of())))) {
            JsonNode list = Json.read(client.get("/v1/models").answer().body());
            assertEquals("list", list.get("object").asText());
            JsonNode llama = list.get("data").get(0);
            assertEquals("groq/meta/llama model groq 0 1000", llama.get("id").asText() + " " + llama.get("object").asText()
                    + " " + llama.get("owned_by").asText() + " " + llama.get("created") + " " + llama.get("context_window"));
            assertTrue(list.get("data").get(1).get("context_window") == null);
        }
    }

    @Test
    void onlyWhatTheCallerMayUseIsListed() throws IOException {
        ModelShelf shelf = new ModelShelf(catalog(), List.of((_, candidate, _) -> candidate.model().id().equals("meta/llama")),
                List.of());
        try (RawClient client = with("/v1/models", new ModelIndex(shelf))) {
            JsonNode list = Json.read(client.get("/v1/models").answer().body()).get("data");
            assertEquals("groq/meta/llama 1", list.get(0).get("id").asText() + " " + list.size());
        }
    }

    @Test
    void aNameForSeveralIsListedWithWhatAllBehindItCanDo() throws IOException {
        Router router = new Router() {
            @Override
            public Explanation explain(Exchange exchange) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Named> names() {
                return List.of(new Named("auto", catalog().models()), new Named("nobody", List.of()));
            }
        };
        try (RawClient client = with("/v1/models", new ModelIndex(new ModelShelf(catalog(), List.of(), List.of(router))))) {
            JsonNode list = Json.read(client.get("/v1/models").answer().body()).get("data");
            assertEquals("auto 1000 groq/meta/llama", list.get(0).get("id").asText() + " " + list.get(0).get("context_window")
                    + " " + list.get(1).get("id").asText());
        }
        ModelShelf restricted = new ModelShelf(catalog(), List.of((_, _, _) -> false), List.of(router));
        assertEquals(List.of(), restricted.of(Principal.ANONYMOUS), "who may use nobody behind a name does not see it");
    }

    @Test
    void aModelIsFoundByItsNameHoweverWritten() throws IOException {
        try (RawClient client = with("/v1/models/{id...}", new ModelEntry(new ModelShelf(catalog(), List.of(), List.of())))) {
            for (String path : new String[] {"groq/meta/llama", "groq%2Fmeta%2Fllama", "meta/llama"}) {
                RawClient.Answer answer = client.get("/v1/models/" + path).answer();
                assertEquals("groq/meta/llama", Json.read(answer.body()).get("id").asText(), path);
            }
            RawClient.Answer missing = client.get("/v1/models/llama").answer();
            JsonNode error = Json.read(missing.body()).get("error");
            assertEquals("404 model_not_found model invalid_request_error", missing.status() + " "
                    + error.get("code").asText() + " " + error.get("param").asText() + " " + error.get("type").asText());
        }
    }

    private static Plugins plugins(String... problems) {
        return new Plugins() {
            @Override
            public List<Plugin> list() {
                return List.of();
            }

            @Override
            public Optional<String> why(String name) {
                return Optional.empty();
            }

            @Override
            public List<String> problems() {
                return List.of(problems);
            }

            @Override
            public List<String> outages() {
                return List.of(problems);
            }
        };
    }

    private static Catalog catalog() {
        return catalog(LLAMA, ECHO);
    }

    static Catalog catalog(Candidate... models) {
        return new Catalog() {
            @Override
            public List<Entry> providers() {
                return List.of(new Entry(new Provider.About("groq", "Groq", Provider.Mode.API, false), Provider.Health.UP,
                        Set.of(Operation.CHAT), List.of(LLAMA.model()), "groq 1", 0));
            }

            @Override
            public List<Candidate> models() {
                return List.of(models);
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
