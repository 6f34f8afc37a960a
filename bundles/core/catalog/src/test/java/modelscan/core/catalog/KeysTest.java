package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Plan.What;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.core.catalog.descriptor.Descriptor;
import modelscan.core.catalog.descriptor.DescriptorReader;
import modelscan.core.catalog.discovery.Assortment;
import modelscan.test.kit.Samples;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final Map<String, String> SECRETS = Map.of("a", "key-aaaa", "b", "key-bbbb", "c", "key-cccc");

    private final TestFramework framework = TestFramework.start();
    private final Protocols protocols = new Protocols(framework.context());
    private final FakeProvider server = FakeProvider.start();
    private Account account;

    @AfterEach
    void stop() {
        server.close();
        protocols.deactivate();
        framework.close();
    }

    @Test
    void keysTakeTurns() {
        DescribedModel model = model("$[secret:a]", "$[secret:b]", "$[secret:missing]", "$[secret:c]");
        for (int i = 0; i < 6; i++) {
            Samples.events(ask(model));
        }
        assertEquals(List.of("key-aaaa", "key-bbbb", "key-cccc", "key-aaaa", "key-bbbb", "key-cccc"), shown());
        assertEquals(Optional.empty(), account.trouble());
    }

    @Test
    void aKeyThatIsRefusedRestsAndNobodyNotices() {
        DescribedModel model = model("$[secret:a]", "$[secret:b]");
        server.answers(call -> call.header("authorization").contains("aaaa")
                ? new FakeProvider.Answer(401, "application/json", "{\"error\":\"no key key-aaaa\"}")
                : new FakeProvider.Answer(200, "application/json", "{}"));
        for (int i = 0; i < 4; i++) {
            assertTrue(failure(ask(model)).isEmpty(), "call " + i);
        }
        assertEquals(1, shown().stream().filter("key-aaaa"::equals).count());
        Provider.Health health = provider().health();
        assertEquals(Provider.Health.State.DEGRADED, health.state());
        assertTrue(health.why().startsWith("1 of 2 keys work; key 1: "), health.why());
        assertFalse(health.why().contains("aaaa"), health.why());
    }

    @Test
    void theLastFailureIsToldWhenNoKeyWorks() {
        DescribedModel model = model("$[secret:a]", "$[secret:b]");
        server.answers(_ -> new FakeProvider.Answer(429, "application/json", Map.of("retry-after", "20"), "{}"));
        assertEquals(Optional.of(ErrorCode.RATE_LIMITED), failure(ask(model)).map(Failure::code));
        assertEquals(2, shown().size());
        assertEquals(Optional.of(ErrorCode.RATE_LIMITED), failure(ask(model)).map(Failure::code));
        assertEquals(2, shown().size(), "nobody is asked while all rest");
    }

    @Test
    void otherFailuresAreNoMatterOfKeys() {
        DescribedModel model = model("$[secret:a]", "$[secret:b]");
        server.answers(500, "application/json", "{}");
        assertTrue(failure(ask(model)).isPresent());
        assertEquals(1, shown().size());
    }

    @Test
    void oneKeyTellsItsQuotasSeveralDoNot() {
        server.answers(_ -> new FakeProvider.Answer(200, "application/json", Map.of("x-ratelimit-remaining-requests", "5"), "{}"));
        Reply one = ask(model("$[secret:a]"));
        Samples.events(one);
        assertEquals(List.of(What.REQUESTS), one.receipt().quotas().stream().map(quota -> quota.what()).toList());
        Reply several = ask(model("$[secret:a]", "$[secret:b]"));
        Samples.events(several);
        assertEquals(List.of(), several.receipt().quotas());
        server.answers(_ -> new FakeProvider.Answer(429, "application/json", Map.of("x-ratelimit-remaining-requests", "0"), "{}"));
        Reply refused = ask(model("$[secret:a]"));
        Samples.events(refused);
        assertEquals(1, refused.receipt().quotas().size());
    }

    @Test
    void aKeyThatSomebodyElseChoseIsUsedAndTellsItsOwnQuotas() {
        DescribedModel model = model("$[secret:a]", "$[secret:b]");
        server.answers(call -> call.header("authorization").contains("bbbb")
                ? new FakeProvider.Answer(401, "application/json", "{\"error\":\"no key key-bbbb\"}")
                : new FakeProvider.Answer(200, "application/json", Map.of("x-ratelimit-remaining-requests", "5"), "{}"));
        for (int i = 0; i < 2; i++) {
            Reply first = model.answer(Samples.chat("m", "hi").to(Samples.candidate("acme", "m"), 1).with(1));
            Samples.events(first);
            assertEquals(1, first.receipt().quotas().size());
        }
        assertEquals(Optional.of(ErrorCode.PROVIDER_KEY_REFUSED), failure(model.answer(Samples.chat("m", "hi")
                .to(Samples.candidate("acme", "m"), 1).with(2))).map(Failure::code));
        assertEquals(List.of("key-aaaa", "key-aaaa", "key-bbbb"), shown());
        List<Provider.Key> keys = provider().keys();
        assertEquals(Optional.empty(), keys.getFirst().rest());
        assertTrue(keys.getLast().apart() && keys.getLast().rest().orElseThrow().until().isAfter(Instant.now()));
        assertFalse(keys.getLast().rest().get().why().contains("bbbb"), keys.toString());
        assertTrue(failure(model.answer(Samples.chat("m", "hi").to(Samples.candidate("acme", "m"), 1).with(3))).isPresent());
    }

    @Test
    void restsAsLongAsTheFailureSays() {
        AtomicLong now = new AtomicLong(-5);
        KeyRing ring = new KeyRing(now::get);
        List<String> keys = List.of("a", "b");
        ring.aside("a", Failure.of(ErrorCode.PROVIDER_KEY_REFUSED, "revoked"));
        ring.aside("b", Failure.of(ErrorCode.RATE_LIMITED, "slow down").after(Duration.ofSeconds(3)));
        assertEquals(Optional.empty(), ring.next(keys));
        now.addAndGet(Duration.ofSeconds(3).toNanos());
        assertEquals(Optional.of("b"), ring.next(keys));
        assertEquals(Optional.of("b"), ring.next(keys));
        now.addAndGet(Duration.ofMinutes(10).toNanos());
        assertEquals(Optional.empty(), ring.trouble(keys));
        assertEquals(Optional.of("only"), ring.next(List.of("only")));
    }

    private DescribedModel model(String... keys) {
        framework.register(Dialect.class, new PlainDialect(), Map.of(Dialect.NAME, "plain"));
        framework.register(Framing.class, new PlainDialect.LineFraming(), Map.of(Framing.MEDIA_TYPE, "text/lines"));
        ProviderSetting setting = new ProviderSetting(SettingWords.keys(keys), Map.of("service.pid", "modelscan.provider~acme"));
        Descriptor descriptor = descriptor();
        account = new Account(descriptor, Optional.of(setting), SECRETS::get, protocols.upstream());
        return new DescribedModel(descriptor, account, protocols, Optional.empty());
    }

    private Descriptor descriptor() {
        return DescriptorReader.read(("{\"id\":\"acme\",\"dialect\":\"plain\",\"url\":\"" + server.url()
                + "\",\"serves\":[\"chat\"],\"auth\":\"bearer\",\"key\":\"$[secret:unused]\"}").getBytes(StandardCharsets.UTF_8), "test");
    }

    private Provider provider() {
        return new DescribedProvider(descriptor(), account, new Assortment(List.of(), () -> { }), Optional.empty());
    }

    private static Reply ask(DescribedModel model) {
        return model.answer(Samples.chat("m", "hi").to(Samples.candidate("acme", "m"), 1));
    }

    private static Optional<Failure> failure(Reply reply) {
        return Samples.events(reply).stream().flatMap(event -> event instanceof StreamEvent.Failed(Failure failure)
                ? Stream.of(failure) : Stream.empty()).findFirst();
    }

    private List<String> shown() {
        return server.received().stream().map(call -> call.header("authorization").substring("Bearer ".length())).toList();
    }
}
