package modelscan.stage.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Router;
import modelscan.api.gateway.Strategy;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private final Rig rig = new Rig(Rig.candidate("blind", "m", 1000, "0.001", "tools"),
            Rig.candidate("seeing", "m", 8000, "0.01", "tools", "vision", "json-schema"), Rig.candidate("vague", "m", 4000, "0.1"),
            Rig.candidate("echo", "echo", 1000, "0"));

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void autoIsEverybodyWhoIsReadyAndTheSpareOnesOnlyAlone() {
        assertEquals(List.of("blind/m", "seeing/m", "vague/m"), names(chat("auto", Map.of())));
        List.of("blind", "seeing", "vague").forEach(id -> rig.states.put(id, Provider.Health.State.UNCONFIGURED));
        assertEquals(List.of("blind/m", "seeing/m", "vague/m"), names(chat("auto", Map.of())), "looked at again within a second");
        rig.nanos += Duration.ofSeconds(1).toNanos();
        assertEquals(List.of("echo"), names(chat("auto", Map.of())));
    }

    @Test
    void autoTakesAStrategyBehindAColon() {
        assertEquals(List.of("vague/m", "seeing/m", "blind/m"), names(chat("auto:backwards", Map.of())));
    }

    @Test
    void routesAreNamesOfTheOwner() {
        rig.words.routes = """
                {"fast": {"models": ["vague/*", "seeing/m", "nobody/x"], "strategy": "backwards"},
                 "safe": {"models": ["m"], "where": {"labels": ["eu"]}},
                 "cheap": {"models": ["m"], "where": {"maxCost": "0.05", "capabilities": ["vision"]}}}""";
        rig.words.labels = "{\"vague\": [\"eu\", \"no-training\"]}";
        assertEquals(List.of("seeing/m", "vague/m"), names(chat("fast", Map.of())));
        assertEquals(List.of("vague/m"), names(chat("safe", Map.of())));
        assertEquals(List.of("seeing/m"), names(chat("cheap", Map.of())));
        assertEquals(List.of("auto blind/m seeing/m vague/m", "cheap blind/m seeing/m vague/m", "fast vague/m seeing/m",
                "safe blind/m seeing/m vague/m"), rig.routing().names().stream().map(named -> named.name() + " "
                + named.candidates().stream().map(Candidate::name).collect(java.util.stream.Collectors.joining(" "))).toList());
    }

    @Test
    void namesTheRouteAndTheKeyThatIsWrong() {
        assertTrue(wrong("{\"fast\": {\"models\": [\"m\"], \"strategie\": \"x\"}}").contains("routes fast: unknown key 'strategie'"));
        assertTrue(wrong("{\"fast\": {}}").contains("routes fast: 'models' is missing"));
        assertTrue(wrong("{\"fast\": {\"models\": [\"m\"], \"where\": {\"maxCost\": \"dear\"}}}").contains("routes fast where: 'maxCost'"));
        assertTrue(wrong("{\"fast\": {\"models\": [\"m\"], \"weights\": {\"a\": \"-1\"}}}").contains("routes fast weights: 'a'"));
        assertTrue(wrong("{\"auto\": {\"models\": [\"m\"]}}").contains("'auto'"));
        assertTrue(wrong("[").startsWith("routes: not valid JSON"));
    }

    @Test
    void leavesOutWhoLacksWhatIsNeededAndPutsTheUnknownBehind() {
        Part picture = new Part.Image(new Media.Link(URI.create("http://x/y.png"), Optional.empty()), Optional.empty());
        Exchange exchange = Samples.chat(ChatRequest.of("m", Message.of(Role.USER, List.of(picture))), Map.of("strategy", "backwards"));
        assertEquals(List.of("seeing/m", "vague/m"), names(exchange));
    }

    @Test
    void prefersWhoPromisesTheForm() {
        ResponseFormat schema = new ResponseFormat.Schema("s", JsonNodeFactory.instance.objectNode(), Optional.empty());
        ChatRequest chat = new ChatRequest("m", List.of(Message.user("hi")), Tools.NONE, Sampling.DEFAULT, schema, Optional.empty(),
                true, JsonNodeFactory.instance.objectNode());
        assertEquals(List.of("seeing/m", "blind/m", "vague/m"), names(Samples.chat(chat, Map.of())));
    }

    @Test
    void leavesOutWhoIsTooShortTooDearOrTooSlow() {
        rig.tokens = 5000;
        assertEquals(List.of("seeing/m"), names(chat("m", Map.of())));
        rig.tokens = 5;
        assertEquals(List.of("blind/m", "seeing/m"), names(chat("m", Map.of("max-cost", "0.05 USD"))));
        rig.vitals.put("blind/m", vitals(Breaker.CLOSED, Duration.ofMillis(900)));
        assertEquals(List.of("seeing/m", "vague/m"), names(chat("m", Map.of("max-latency-ms", "500"))));
    }

    @Test
    void saysWhichRuleLeftOutWhom() {
        Choice choice = rig.routing().choose(chat("m", Map.of("max-cost", "0.0001")));
        Failure failure = choice.nobody("m").orElseThrow();
        assertEquals(ErrorCode.UNSUPPORTED, failure.code());
        assertTrue(failure.message().contains("blind/m: it would cost about 0.001000 USD"), failure.message());
        rig.tokens = 100_000;
        assertEquals(ErrorCode.CONTEXT_TOO_LONG, rig.routing().choose(chat("m", Map.of())).nobody("m").orElseThrow().code());
    }

    @Test
    void asksWhetherTheCallerMay() {
        rig.forbidden.add("blind/m");
        assertEquals(List.of("seeing/m", "vague/m"), names(chat("m", Map.of())));
        assertEquals(ErrorCode.FORBIDDEN, rig.routing().choose(chat("blind/m", Map.of())).nobody("m").orElseThrow().code());
    }

    @Test
    void understandsWishesOrSaysWhatIsWrong() {
        for (Map<String, String> wish : List.of(Map.of("max-cost", "cheap"), Map.of("max-cost", "1 EUR"), Map.of("max-latency-ms", "-3"))) {
            FailureException refused = assertThrows(FailureException.class, () -> names(chat("m", wish)));
            assertTrue(refused.failure().field().orElse("").startsWith("x-modelscan-max-"));
        }
    }

    @Test
    void putsThoseLastWhoAreNotToBeCalledNow() {
        rig.vitals.put("blind/m", vitals(Breaker.OPEN, Duration.ofMillis(1)));
        assertEquals(List.of("seeing/m", "vague/m", "blind/m"), names(chat("m", Map.of())));
    }

    @Test
    void explainsWithoutCallingAnybody() {
        rig.vitals.put("seeing/m", vitals(Breaker.OPEN, Duration.ofMillis(30)));
        rig.forbidden.add("vague/m");
        Router.Explanation explanation = rig.routing().explain(chat("m", Map.of("strategy", "backwards")));
        JsonNode json = Forms.explanation(explanation);
        assertEquals("backwards", json.path("strategy").asText());
        assertNotEquals("", json.path("snapshot").asText());
        assertEquals(3, json.path("candidates").size());
        JsonNode second = json.path("candidates").path(1);
        assertEquals("seeing", second.path("provider").asText());
        assertEquals(2, second.path("rank").asInt());
        assertEquals("0.01", second.path("estimated_cost").path("amount").asText());
        assertEquals("open", second.path("health").path("breaker").asText());
        assertTrue(second.path("reasons").toString().contains("tried last"));
        JsonNode last = json.path("candidates").path(2);
        assertFalse(last.path("admitted").asBoolean());
        assertTrue(last.path("rank").isNull());
        assertTrue(last.path("reasons").path(0).asText().contains("may not use it"));
        assertTrue(rig.called.isEmpty());
    }

    @Test
    void knowsFrontsByTheirPath() {
        assertEquals(Optional.of(Map.of()), Fronts.match("/v1/messages", "/v1/messages"));
        assertEquals(Optional.empty(), Fronts.match("/v1/messages", "/v1/messages/x"));
        assertEquals(Optional.of(Map.of("model", "m")), Fronts.match("/v1beta/models/{model}:generateContent",
                "/v1beta/models/m:generateContent"));
        assertEquals(Optional.empty(), Fronts.match("/v1beta/models/{model}:generateContent", "/v1beta/models/m:countTokens"));
        assertEquals(Optional.of(Map.of("model", "a/b")), Fronts.match("/v1/models/{model...}:generateContent", "/v1/models/a/b:generateContent"));
        assertEquals(Optional.of(Map.of("model", "m")), Fronts.match("/model/{model}/converse", "/model/m/converse"));
        assertEquals(Optional.empty(), Fronts.match("/model/{model}", "/model/"));
    }

    @Test
    void choosesAmongHundredsAsAmongAFew() {
        List<Candidate> many = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            many.add(i % 5 == 0 ? Rig.candidate("p" + i, "m", 900, "0.1") : Rig.candidate("p" + i, "m", 900 + i % 3 * 5000, "0.1",
                    i % 2 == 0 ? new String[] {"tools", "json-schema"} : new String[] {"tools"}));
        }
        try (Rig wide = new Rig(many.toArray(new Candidate[0]))) {
            wide.forbidden.add("p2/m");
            wide.vitals.put("p4/m", vitals(Breaker.OPEN, Duration.ofMillis(1)));
            ResponseFormat schema = new ResponseFormat.Schema("s", JsonNodeFactory.instance.objectNode(), Optional.empty());
            ChatRequest chat = new ChatRequest("m", List.of(Message.user("hi")), Tools.NONE, Sampling.DEFAULT, schema, Optional.empty(),
                    true, JsonNodeFactory.instance.objectNode());
            wide.tokens = 2000;
            List<String> names = wide.routing().choose(Samples.chat(chat, Map.of())).ordered().stream().map(Candidate::name).toList();
            List<String> explained = wide.routing().explain(Samples.chat(chat, Map.of())).candidates().stream()
                    .filter(Router.Considered::admitted).map(considered -> considered.candidate().name()).toList();
            assertEquals(explained, names, "who is tried is who is explained");
            assertEquals(names.size(), names.stream().distinct().count());
            assertFalse(names.contains("p2/m") || names.contains("p0/m"), "one is forbidden, one too short");
            assertEquals("p8/m", names.getFirst(), "p1 and p7 do not promise it, p4 fails");
            assertEquals("p4/m", names.getLast());
            int firstVague = names.indexOf("p5/m");
            assertTrue(firstVague < 0 || firstVague > names.indexOf("p1/m"));
        }
    }

    @Test
    void withoutRightsNobodyWithANameIsServedAndWithoutHealthAndPricesEverybodyIs() {
        Sources sources = new Sources(rig, null, null, null, null);
        Routing alone = new Routing(rig.framework.context(), sources, rig.words, () -> rig.nanos);
        assertEquals("blind", alone.choose(chat("m", Map.of())).ordered().getFirst().provider());
        Exchange named = chat("m", Map.of()).by(Principal.of("key_1"));
        assertEquals(ErrorCode.UNAVAILABLE, assertThrows(FailureException.class, () -> alone.choose(named)).failure().code());
        Routing empty = new Routing(rig.framework.context(), new Sources(null, null, null, null, null), rig.words, () -> rig.nanos);
        assertEquals(ErrorCode.UNAVAILABLE, assertThrows(FailureException.class, () -> empty.choose(chat("m", Map.of()))).failure().code());
        alone.deactivate();
        empty.deactivate();
    }

    @Test
    void whileAStrategyIsReplacedTheListedOrderHolds() {
        var registration = rig.framework.register(Strategy.class, (_, all) -> all.reversed(), Map.of(Strategy.NAME, "coming"));
        assertEquals("vague/m", names(chat("m", Map.of("strategy", "coming"))).getFirst());
        registration.unregister();
        assertEquals("blind/m", names(chat("m", Map.of("strategy", "coming"))).getFirst());
        rig.nanos += Duration.ofSeconds(31).toNanos();
        assertEquals(ErrorCode.INVALID_REQUEST, assertThrows(FailureException.class,
                () -> names(chat("m", Map.of("strategy", "coming")))).failure().code());
    }

    @Test
    void takesAChangeWithoutStartingAnew() {
        Routing routing = rig.routing();
        assertThrows(FailureException.class, () -> routing.choose(chat("fast", Map.of())));
        rig.words.routes = "{\"fast\": {\"models\": [\"vague/*\"]}}";
        routing.change(rig.words);
        assertEquals(List.of("vague/m"), names(chat("fast", Map.of())));
    }

    private static Vitals vitals(Breaker breaker, Duration firstToken) {
        return new Vitals(breaker, Optional.empty(), 9, 0, Optional.of(firstToken), Optional.empty(), Optional.empty(),
                OptionalDouble.empty(), 0, Optional.empty());
    }

    private static String wrong(String routes) {
        return assertThrows(FailureException.class, () -> RoutesReader.groups(routes)).failure().message();
    }

    private List<String> names(Exchange exchange) {
        return rig.routing().choose(exchange).ordered().stream().map(Candidate::name).toList();
    }

    private static Exchange chat(String model, Map<String, String> wishes) {
        return Samples.chat(ChatRequest.of(model, Message.user("hi")), wishes);
    }
}
