package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.PriceOverrides;
import modelscan.api.gateway.Prices;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceRegistration;

class ProviderCatalogTest {
    private final TestFramework framework = TestFramework.start();
    private final ProviderCatalog catalog = new ProviderCatalog(framework.context(), Settings.usual());

    @AfterEach
    void stop() {
        catalog.deactivate();
        framework.close();
    }

    @Test
    void findsModelsByFullAndByBareName() {
        provider("a", true, "shared", "vendor/slashed");
        provider("b", false, "shared");
        assertEquals(List.of("a/shared"), names("a/shared"));
        assertEquals(List.of("a/shared", "b/shared"), names("shared"));
        assertEquals(List.of("a/vendor/slashed"), names("a/vendor/slashed"));
        assertEquals(List.of("a/vendor/slashed"), names("vendor/slashed"));
    }

    @Test
    void anOpenProviderTakesModelsThatItDoesNotList() {
        provider("a", true, "listed");
        provider("b", false, "listed");
        assertEquals(List.of("a/brand-new"), names("a/brand-new"));
        assertEquals(List.of(), names("b/brand-new"));
        assertEquals(List.of(), names("a/"));
        assertEquals(List.of(), names("nobody/x"));
    }

    @Test
    void aModelCalledLikeItsProviderNeedsNoSlash() {
        provider("echo", false, "echo", "tools");
        assertEquals(List.of("echo"), names("echo"));
        assertEquals(List.of("echo/tools"), names("echo/tools"));
        assertEquals(List.of("echo"), names("echo/echo"));
        assertEquals(List.of("echo", "echo/tools"), catalog.models().stream().map(Candidate::name).toList());
    }

    @Test
    void aBareNameOfAnotherProvidersModelIsNotTakenForAProvider() {
        provider("openai", true, "gpt");
        provider("groq", true, "openai/oss");
        assertEquals(List.of("groq/openai/oss", "openai/oss"), names("openai/oss"));
    }

    @Test
    void providersWithoutAKeyComeOnlyWhenThereIsNobodyElse() {
        provider("a", new Provider.Health(Provider.Health.State.UNCONFIGURED, "no key"), "shared");
        assertEquals(List.of("a/shared"), names("shared"));
        provider("b", true, "shared");
        assertEquals(List.of("b/shared"), names("shared"));
    }

    @Test
    void theLaterOfTwoVersionsServesAndTheEarlierFinishesWhatItBegan() throws Exception {
        ServiceRegistration<ChatModel> old = chatModel("p", _ -> Reply.of(new StreamEvent.TextDelta(0, "old")));
        ServiceRegistration<Provider> oldProvider = framework.register(Provider.class, listing("p", true, "m"), Map.of(Provider.ID, "p"));
        Reply running = call("p", "m");
        chatModel("p", _ -> Reply.of(new StreamEvent.TextDelta(0, "new")));
        framework.register(Provider.class, listing("p", true, "m"), Map.of(Provider.ID, "p"));
        assertEquals("new", Samples.text(call("p", "m")));
        CountDownLatch stopped = new CountDownLatch(1);
        Thread stopping = Thread.ofVirtual().start(() -> {
            old.unregister();
            oldProvider.unregister();
            stopped.countDown();
        });
        assertEquals("new", Samples.text(call("p", "m")));
        assertEquals(1, stopped.getCount(), "the old one waits for its exchange");
        assertEquals("old", Samples.text(running));
        assertTrue(stopped.await(30, TimeUnit.SECONDS));
        stopping.join();
    }

    @Test
    void aProviderThatHasGoneIsAFailureThatOthersMayMend() {
        Reply reply = call("ghost", "m");
        Failure failure = reply.next().flatMap(Piece::failure).orElseThrow();
        assertEquals(ErrorCode.PROVIDER_GONE, failure.code());
        assertEquals(ErrorCode.Retry.ELSEWHERE, failure.code().retry());
    }

    @Test
    void theReceiptNamesTargetAndCost() {
        provider("p", true, "m");
        Reply reply = call("p", "m");
        Samples.text(reply);
        assertEquals(Optional.of("p/m"), reply.receipt().target().map(Candidate::name));
        assertInstanceOf(Cost.Unknown.class, reply.receipt().cost());
    }

    @Test
    void countsWhatRuns() {
        provider("p", true, "m");
        Reply running = call("p", "m");
        assertEquals(1, entry("p").running());
        running.close();
        assertEquals(0, entry("p").running());
        assertEquals(Set.of(Operation.CHAT), entry("p").serves());
    }

    @Test
    void figuresThatNobodyComparedForLongAreStale() {
        provider("p", true, "m");
        assertEquals(Optional.empty(), entry("p").verified());
        assertFalse(entry("p").stale());
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        register("fresh", dated("fresh", today.minusDays(90), today));
        register("old", dated("old", today, today.minusDays(91)));
        assertFalse(entry("fresh").stale());
        assertTrue(entry("old").stale());
        assertEquals(Optional.of(today.minusDays(91)), entry("old").verified());
    }

    private static Provider dated(String id, LocalDate... days) {
        List<Model> models = Stream.of(days).map(day -> new Model("m" + day, Set.of(Operation.CHAT), Optional.empty(),
                Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.of(day))).toList();
        return new Shelf(new Provider.About(id, id, Provider.Mode.API, true), models, Provider.Health.UP);
    }

    @Test
    void theReceiptNamesWhoServedAndItsPriceWhenTheProviderChoseASibling() {
        Model dear = new Model("dear", Set.of(Operation.CHAT), Optional.empty(), Optional.empty(), Set.of(),
                Optional.of(new Prices(Currency.getInstance("USD"), Map.of(Unit.OUTPUT, new BigDecimal("2")))),
                Optional.empty(), Optional.empty());
        chatModel("p", _ -> Reply.of(new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 3)))
                .receipted(receipt -> receipt.from(new Candidate("p", dear), 1)));
        framework.register(Provider.class, listing("p", true, "m"), Map.of(Provider.ID, "p"));
        Reply reply = call("p", "m");
        Samples.text(reply);
        assertEquals(Optional.of("p/dear"), reply.receipt().target().map(Candidate::name));
        assertEquals(new Cost.Known(Money.of("6", "USD")), reply.receipt().cost());
    }

    @Test
    void pricesTheOwnerKnowsHoldInsteadAndAtOnce() {
        provider("p", true, "m");
        Prices two = new Prices(Currency.getInstance("USD"), Map.of(Unit.OUTPUT, new BigDecimal("2")));
        Map<String, Prices> known = new HashMap<>();
        ServiceRegistration<PriceOverrides> overrides = framework.register(PriceOverrides.class,
                (provider, model) -> Optional.ofNullable(known.get(provider + "/" + model)), Map.of("revision", 1));
        assertEquals(Optional.empty(), catalog.candidates("p/m", Operation.CHAT).getFirst().model().prices());
        known.put("p/m", two);
        known.put("p/new", two);
        overrides.setProperties(new Hashtable<>(Map.of("revision", 2)));
        assertEquals(Optional.of(two), catalog.candidates("p/m", Operation.CHAT).getFirst().model().prices());
        assertEquals(Optional.of(two), catalog.candidates("p/new", Operation.CHAT).getFirst().model().prices(), "not listed");
        assertEquals(Optional.of(two), entry("p").models().getFirst().prices());
        chatModel("p", _ -> Reply.of(new StreamEvent.UsageReported(Usage.NONE.with(Unit.OUTPUT, 3)))
                .receipted(receipt -> receipt.using(Usage.NONE.with(Unit.OUTPUT, 3))));
        Reply reply = call("p", "m");
        Samples.text(reply);
        assertEquals(new Cost.Known(Money.of("6", "USD")), reply.receipt().cost());
        overrides.unregister();
        assertEquals(Optional.empty(), catalog.candidates("p/m", Operation.CHAT).getFirst().model().prices());
    }

    private Catalog.Entry entry(String id) {
        return catalog.provider(id).orElseThrow();
    }

    private Reply call(String provider, String model) {
        Exchange exchange = Samples.chat(model, "hi");
        Candidate candidate = Samples.candidate(provider, model);
        return catalog.call(exchange.to(candidate, 1), candidate);
    }

    private List<String> names(String model) {
        return catalog.candidates(model, Operation.CHAT).stream().map(Candidate::name).toList();
    }

    private void provider(String id, boolean open, String... models) {
        register(id, listing(id, open, models));
    }

    private void provider(String id, Provider.Health health, String... models) {
        register(id, new Shelf(new Provider.About(id, id, Provider.Mode.API, true), models(models), health));
    }

    private void register(String id, Provider provider) {
        chatModel(id, _ -> Reply.of(new StreamEvent.TextDelta(0, id)));
        framework.register(Provider.class, provider, Map.of(Provider.ID, id));
    }

    private ServiceRegistration<ChatModel> chatModel(String id, ChatModel model) {
        return framework.register(ChatModel.class, model, Map.of(Provider.ID, id));
    }

    private static Provider listing(String id, boolean open, String... models) {
        return new Shelf(new Provider.About(id, id, Provider.Mode.API, open), models(models), Provider.Health.UP);
    }

    private static List<Model> models(String... ids) {
        return List.of(ids).stream().map(Samples::model).toList();
    }

    private record Shelf(About about, List<Model> models, Health health) implements Provider {
    }
}
