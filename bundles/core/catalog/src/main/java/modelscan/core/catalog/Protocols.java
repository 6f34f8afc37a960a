package modelscan.core.catalog;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Quirk;
import modelscan.base.net.Limits;
import modelscan.base.net.ProxyRules;
import modelscan.base.net.Upstream;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** What described providers speak with: dialects, framings, quirks, and one pool of connections. */
@Component(service = Protocols.class)
public final class Protocols {
    // Streams hold their dialect and framing until they end.
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Whiteboard<Dialect> dialects;
    private final Whiteboard<Framing> framings;
    private final Whiteboard<Quirk> quirks;
    private final Upstream upstream;
    private final Room room = new Room(Runtime.getRuntime().maxMemory());

    @Activate
    public Protocols(BundleContext context) {
        this.upstream = new Upstream(Limits.usual(), ProxyRules.environment(System.getenv()));
        this.dialects = Whiteboard.of(context, Dialect.class, PATIENCE);
        this.framings = Whiteboard.of(context, Framing.class, PATIENCE);
        this.quirks = Whiteboard.of(context, Quirk.class, PATIENCE);
    }

    @Deactivate
    void deactivate() {
        dialects.close();
        framings.close();
        quirks.close();
        upstream.close();
    }

    Upstream upstream() {
        return upstream;
    }

    Room room() {
        return room;
    }

    Optional<Part<Dialect>> dialect(String name) {
        for (Part<Dialect> part : dialects.parts()) {
            if (part.text(Dialect.NAME).equals(Optional.of(name))) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The framing of bytes of this media type, which may have parameters behind a semicolon. */
    Optional<Part<Framing>> framing(String mediaType) {
        for (Part<Framing> part : framings.parts()) {
            if (isOf(mediaType, part.text(Framing.MEDIA_TYPE).orElse("?"))) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    private static boolean isOf(String mediaType, String wanted) {
        return mediaType.startsWith(wanted) && (mediaType.length() == wanted.length()
                || mediaType.charAt(wanted.length()) == ';' || mediaType.charAt(wanted.length()) == ' ');
    }

    /** The quirks of a provider for a place; of two versions of one the later stands in. */
    List<Part<Quirk>> quirks(String provider, Quirk.Place place) {
        List<Part<Quirk>> all = quirks.parts();
        if (all.isEmpty()) {
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        return all.stream().filter(part -> part.text(Provider.ID).equals(Optional.of(provider)))
                .filter(part -> part.texts(Quirk.PLACES).contains(place.name()))
                .filter(part -> seen.add(part.identity())).toList();
    }
}
