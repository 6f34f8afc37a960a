package modelscan.base.whiteboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/**
 * A service on a whiteboard, with its properties.
 *
 * @param <S> the kind of service
 */
public final class Part<S> {
    private final S service;
    private volatile Map<String, Object> properties;
    private final Bundle bundle;
    private final Usage usage = new Usage();

    Part(S service, Map<String, Object> properties, Bundle bundle) {
        this.service = service;
        this.properties = properties;
        this.bundle = bundle;
    }

    /** The service; lease the part before using it. */
    public S service() {
        return service;
    }

    /** Takes the right to use the service; empty if it is about to go. */
    public Optional<Lease> lease() {
        return usage.enter(() -> { });
    }

    /** The same; {@code onRevoke} ends the use when the service must go and its users do not. */
    public Optional<Lease> lease(Runnable onRevoke) {
        return usage.enterRevocable(onRevoke);
    }

    /** How many leases are out. */
    public int running() {
        return usage.running();
    }

    /** A service property as text; of a list, the first. */
    public Optional<String> text(String property) {
        // Nearly all are a single text, and some are asked for at every request.
        return properties.get(property) instanceof String text ? Optional.of(text) : texts(property).stream().findFirst();
    }

    /** A service property as a list of texts. */
    public List<String> texts(String property) {
        return switch (properties.get(property)) {
            case null -> List.of();
            case String text -> List.of(text);
            case String[] texts -> List.of(texts);
            case Iterable<?> many -> {
                List<String> texts = new ArrayList<>();
                many.forEach(one -> texts.add(String.valueOf(one)));
                yield List.copyOf(texts);
            }
            case Object other -> List.of(other.toString());
        };
    }

    /** The service ranking, 0 if none was given. */
    public int ranking() {
        return properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
    }

    /** The service id; a larger one was registered later. */
    public long serviceId() {
        return properties.get(Constants.SERVICE_ID) instanceof Long id ? id : 0;
    }

    /** What stays the same over versions of one plugin: the bundle's symbolic name and the class of the service. */
    public String identity() {
        return bundle.getSymbolicName() + "/" + service.getClass().getName();
    }

    /** The bundle the service comes from. */
    public Bundle bundle() {
        return bundle;
    }

    void replaceProperties(Map<String, Object> changed) {
        properties = changed;
    }

    Usage usage() {
        return usage;
    }
}
