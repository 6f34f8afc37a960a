package modelscan.stage.health;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import modelscan.api.gateway.Provider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What providers say about themselves that matters to their health; from memory. */
@Component(service = Roster.class)
public final class Roster {
    private static final Kind USUAL = new Kind(true, false);

    private final Map<String, Named> kinds = new ConcurrentHashMap<>();

    /** Whether calls to it are ever held back, and whether it is an engine on this machine. */
    record Kind(boolean breaker, boolean local) {
    }

    private record Named(Object service, Kind kind) {
    }

    /** An empty one. */
    @Activate
    public Roster() {
        // Providers come and go.
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void add(Provider provider, Map<String, Object> properties) {
        Provider.About about = provider.about();
        kinds.put(about.id(), new Named(properties.getOrDefault("service.id", provider),
                new Kind(about.breaker(), about.mode() == Provider.Mode.LOCAL)));
    }

    // When a provider is replaced its successor came before.
    void remove(Provider provider, Map<String, Object> properties) {
        Object service = properties.getOrDefault("service.id", provider);
        kinds.values().removeIf(named -> named.service().equals(service));
    }

    Kind of(String provider) {
        Named named = kinds.get(provider);
        return named == null ? USUAL : named.kind();
    }
}
