package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
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
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.base.json.Json;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Paper;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class CommandsTest {
    private static final Model LLAMA = new Model("llama", Set.of(Operation.CHAT), Optional.of(131072), Optional.empty(),
            Set.of("tools", "json"), Optional.of(new Prices(Currency.getInstance("USD"),
                    Map.of(Unit.INPUT, new BigDecimal("0.00000059"), Unit.OUTPUT, new BigDecimal("0.00000079")))),
            Optional.empty(), Optional.empty());
    private static final Catalog CATALOG = new Catalog() {
        @Override
        public List<Entry> providers() {
            return List.of(new Entry(new Provider.About("groq", "Groq", Provider.Mode.API, true),
                    new Provider.Health(Provider.Health.State.UNCONFIGURED, "the key is missing"),
                    Set.of(Operation.SPEECH, Operation.CHAT), List.of(LLAMA), "modelscan.provider.groq 0.1.0", 2,
                    Optional.of(LocalDate.of(2026, 7, 2)), true));
        }

        @Override
        public List<Candidate> models() {
            return List.of(new Candidate("groq", LLAMA), new Candidate("echo", Model.unknown("echo", Operation.CHAT)));
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
    private static final Plugins PLUGINS = new Plugins() {
        @Override
        public List<Plugin> list() {
            return List.of(new Plugin("acme", "1.0.0", State.FAILED, "acme.jar", "acme needs package foo"));
        }

        @Override
        public Optional<String> why(String name) {
            return name.equals("acme") ? Optional.of("acme needs package foo") : Optional.empty();
        }

        @Override
        public List<String> problems() {
            return List.of("acme needs package foo");
        }

        @Override
        public List<String> outages() {
            return List.of("acme needs package foo");
        }
    };

    private final CommandSession session = Fakes.session();
    private final Fakes.Framework framework = new Fakes.Framework();

    @TempDir
    Path directory;

    private static String text(Answer answer) {
        return answer.text(Paper.ENDLESS);
    }

    private static JsonNode json(String json) {
        return Json.read(json.replace('\'', '"'));
    }

    @Test
    void providers() {
        assertEquals("""
                ID    STATE         MODE  SERVES        MODELS  RUNNING  STALE  WHY                 BUNDLE
                groq  unconfigured  api   chat, speech       1        2  yes    the key is missing  modelscan.provider.groq 0.1.0""",
                text(new Providers(CATALOG).providers(session)));
        assertEquals(json("{'v':1,'providers':[{'id':'groq','name':'Groq','state':'unconfigured','why':'the key is missing',"
                + "'mode':'api','open':true,'serves':['chat','speech'],'models':1,'running':2,"
                + "'bundle':'modelscan.provider.groq 0.1.0','verified':'2026-07-02','stale':true}]}"),
                Json.read(text(new Providers(CATALOG).providers(session, "--json"))));
    }

    @Test
    void models() {
        assertEquals("""
                NAME        SERVES  CONTEXT  OUTPUT  CAPABILITIES  PRICE
                groq/llama  chat     131072          json, tools   0.59 / 0.79 USD per M
                echo        chat""", text(new Models(CATALOG).models(session)));
        assertEquals(json("{'v':1,'models':[{'name':'groq/llama','provider':'groq','id':'llama','serves':['chat'],"
                + "'context':131072,'capabilities':['json','tools'],'prices':{'currency':'USD','input':'0.00000059',"
                + "'output':'0.00000079'},'price':'0.59 / 0.79 USD per M'}]}"),
                new Models(CATALOG).models(session, "groq").json());
        assertEquals("unknown provider 'gorq'; did you mean 'groq'?",
                assertThrows(FailureException.class, () -> new Models(CATALOG).models(session, "gorq")).getMessage());
    }

    @Test
    void pipeline() {
        Gateway gateway = Fakes.fake(Gateway.class, (_, _) ->
                List.of(new Gateway.Stand(Phase.ROUTE, 5, "acme.Route", "acme 1.0.0")));
        assertEquals("""
                PHASE  RANKING  STAGE       BUNDLE
                route        5  acme.Route  acme 1.0.0""", text(new Pipeline(gateway).pipeline(session)));
    }

    @Test
    void pluginsAndWhy() {
        assertEquals("""
                NAME  VERSION  STATE   ORIGIN    WHY
                acme  1.0.0    failed  acme.jar  acme needs package foo""", text(new PluginList(PLUGINS).plugins(session)));
        framework.bundles.add(Fakes.bundle("acme", Bundle.RESOLVED));
        framework.bundles.add(Fakes.bundle(null, Bundle.ACTIVE));
        Why why = new Why(PLUGINS, framework.context());
        assertEquals("acme needs package foo", text(why.why(session, "acme")));
        assertEquals("unknown bundle or component 'acne'; did you mean 'acme'?",
                assertThrows(FailureException.class, () -> why.why(session, "acne")).getMessage());
        assertThrows(FailureException.class, () -> why.why(session));
    }

    @Test
    void features() throws IOException {
        Files.writeString(directory.resolve("core.bnd"), """
                feature.description: The heart
                -runrequires.core: \\
                    bnd.identity;id='a.b',\\
                    bnd.identity;id=c
                """);
        Files.writeString(directory.resolve("other.bnd"), "-runrequires.other: bnd.identity;id='a.b'");
        Files.writeString(directory.resolve("README"), "no feature");
        framework.properties.put(Feature.DIRECTORY, directory.toString());
        framework.bundles.add(Fakes.bundle("a.b", Bundle.ACTIVE));
        framework.bundles.add(Fakes.bundle("c", Bundle.RESOLVED));
        Features features = new Features(framework.context());
        assertEquals("""
                NAME   STATE          DESCRIPTION  BUNDLES
                core   1 of 2 active  The heart    a.b, c
                other  active                      a.b""", text(features.features(session)));
        assertTrue(text(features.features(session, "other")).contains("a.b"));
        assertThrows(FailureException.class, () -> features.features(session, "none"));
        assertEquals(List.of("core", "other"), Names.now("feature", framework.context()));
    }

    @Test
    void statusOfAWholeAndOfABareFramework() {
        framework.properties.put("modelscan.version", "1.2.3");
        Status status = new Status(framework.context());
        assertTrue(text(status.status(session)).matches("version  1.2.3\nuptime   .*\\d\\d:\\d\\d:\\d\\d"));
        framework.register(Catalog.class, CATALOG, Map.of());
        framework.register(Plugins.class, PLUGINS, Map.of());
        framework.register(Supplier.class, (Supplier<String>) () -> "http://127.0.0.1:1", Map.of("modelscan.listener", "data"));
        JsonNode facts = status.status(session, "--json").json();
        assertEquals("http://127.0.0.1:1", facts.get("data").asText());
        assertEquals(1, facts.get("providers").asInt());
        assertEquals(0, facts.get("up").asInt());
        assertEquals(2, facts.get("exchanges").asInt());
        assertEquals(json("['acme needs package foo']"), facts.get("problems"));
        assertEquals(0, framework.inUse);
    }

    @Test
    void versionAndHelp() {
        framework.bundles.add(Fakes.bundle("system", Bundle.ACTIVE));
        framework.properties.put("modelscan.version", "1.2.3");
        framework.properties.put("org.osgi.framework.vendor", "Felix");
        assertTrue(text(new Version(framework.context()).version(session)).contains("framework  Felix 7.0.5"));
        framework.register(Object.class, "", Map.of("osgi.command.scope", "ms", Verb.NAME, "models", Verb.TAKES,
                "[provider]", Verb.ABOUT, "what there is", Verb.COMPLETES, "provider"));
        framework.register(Object.class, "", Map.of("osgi.command.scope", "acme", Verb.NAME, new String[] {"a", "b"}));
        Help help = new Help(framework.context());
        assertEquals("""
                COMMAND    TAKES       ABOUT
                ms:models  [provider]  what there is""", text(help.help(session)));
        assertTrue(text(help.help(session, "acme:b")).contains("acme:b"));
        assertEquals("unknown command 'modles'; did you mean 'models'?",
                assertThrows(FailureException.class, () -> help.help(session, "modles")).getMessage());
        assertEquals(List.of("models", "acme:a", "acme:b"), Names.now("command", framework.context()));
        assertEquals(List.of(), Names.now("unheard of", framework.context()));
    }

    @Test
    void namesOfWhatIsThere() {
        assertEquals(List.of(), Names.now("provider", framework.context()));
        framework.register(Catalog.class, CATALOG, Map.of());
        assertEquals(List.of("groq"), Names.now("provider", framework.context()));
        assertEquals(List.of("groq/llama", "echo"), Names.now("model", framework.context()));
    }
}
