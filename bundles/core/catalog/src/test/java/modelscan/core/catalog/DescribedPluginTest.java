package modelscan.core.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Provider;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.core.catalog.descriptor.DescriptorReader;
import modelscan.core.catalog.discovery.ProviderDiscovery;
import modelscan.test.kit.TestFramework;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a descriptor to the catalog, with the provider's own list. */
class DescribedPluginTest {
    private final TestFramework framework = TestFramework.start();
    private final Protocols protocols = new Protocols(framework.context());
    private final ProviderDiscovery discovery = new ProviderDiscovery(framework.context(), Settings.of(false, true));
    private final ProviderCatalog catalog = new ProviderCatalog(framework.context(), Settings.usual());
    private final FakeProvider upstream = FakeProvider.start();

    @AfterEach
    void stop() {
        upstream.close();
        catalog.deactivate();
        protocols.deactivate();
        framework.close();
    }

    @Test
    void modelsThatAProviderListsCanBeUsedAtOnce() {
        DescribedPlugin plugin = plugin("api", Map.of("acme", "k-12345"));
        upstream.answers(200, "application/json", "{\"data\":[{\"id\":\"fresh\"}]}");
        assertEquals(List.of("acme/known"), names());
        discovery.refresh(Optional.of("acme"));
        assertEquals(List.of("acme/fresh", "acme/known"), names());
        assertEquals("Bearer k-12345", upstream.received().getFirst().header("Authorization"));
        assertEquals("/v1/models", upstream.received().getFirst().uri().toString());
        assertEquals("GET", upstream.received().getFirst().method());
        plugin.apply(Optional.empty());
        assertEquals(List.of("acme/fresh", "acme/known"), names(), "a new setting forgets nothing");
        plugin.close();
        assertEquals(ErrorCode.NOT_FOUND, failure().code());
    }

    @Test
    void aListThatIsRefusedRepeatsNoKey() {
        plugin("api", Map.of("acme", "k-12345"));
        upstream.answers(401, "application/json", "k-12345 is wrong");
        Failure failure = failure();
        assertEquals("acme does not list its models: it answered /models with status 401", failure.message());
    }

    @Test
    void withoutAKeyNobodyIsAsked() {
        plugin("api", Map.of());
        assertEquals(ErrorCode.PROVIDER_UNCONFIGURED, failure().code());
        assertEquals(List.of(), upstream.received());
    }

    @Test
    void anEngineThatDoesNotListenIsDown() {
        plugin("local", Map.of("acme", "k-12345"));
        upstream.close();
        failure();
        Catalog.Entry entry = catalog.provider("acme").orElseThrow();
        assertEquals(Provider.Health.State.DOWN, entry.health().state());
        assertTrue(entry.health().why().startsWith("no engine listens at its address"), entry.health().why());
    }

    @Test
    void aGatewayIsNoEngine() {
        plugin("local", Map.of("acme", "k-12345"));
        upstream.answers(_ -> new FakeProvider.Answer(200, "application/json", Map.of("x-modelscan-request-id", "r-1"),
                "{\"data\":[{\"id\":\"echo\"}]}"));
        assertEquals(ErrorCode.PROVIDER_UNREACHABLE, failure().code());
        assertEquals(List.of("acme/known"), names());
    }

    private Failure failure() {
        return assertThrows(FailureException.class, () -> discovery.refresh(Optional.of("acme"))).failure();
    }

    private List<String> names() {
        return catalog.models().stream().map(Candidate::name).toList();
    }

    private DescribedPlugin plugin(String mode, Map<String, String> secrets) {
        byte[] descriptor = """
                {"id":"acme","mode":"%s","dialect":"plain","url":"%s/v1","serves":["chat","models"],"models":[{"id":"known"}]}"""
                .formatted(mode, upstream.url()).getBytes(StandardCharsets.UTF_8);
        DescribedPlugin plugin = new DescribedPlugin(framework.context(), DescriptorReader.read(descriptor, "test"), protocols,
                secrets::get, discovery);
        plugin.apply(Optional.empty());
        return plugin;
    }
}
