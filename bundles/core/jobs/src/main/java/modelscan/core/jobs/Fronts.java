package modelscan.core.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The fronts and framings that are installed at the moment. */
@Component(service = Fronts.class)
public final class Fronts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Whiteboard<Dialect> dialects;
    private final Whiteboard<Framing> framings;

    @Activate
    public Fronts(BundleContext context) {
        this.dialects = Whiteboard.of(context, Dialect.class, PATIENCE);
        this.framings = Whiteboard.of(context, Framing.class, PATIENCE);
    }

    @Deactivate
    void close() {
        dialects.close();
        framings.close();
    }

    /**
     * A front in use; its bundle stays until this is closed.
     *
     * @param dialect the name of its dialect
     * @param variables what the braces of its path matched
     */
    record Held(String dialect, Front front, Map<String, String> variables, Lease lease) implements AutoCloseable {
        @Override
        public void close() {
            lease.close();
        }
    }

    /** A framing in use, and the media type of its bytes. */
    record Framed(Framing framing, String type, Lease lease) implements AutoCloseable {
        @Override
        public void close() {
            lease.close();
        }
    }

    /** The front at an address; one that has it without braces first. */
    Optional<Held> at(String method, String path) {
        return find((_, front) -> front.route().method().equals(method) && new FrontPath(front.route().path()).fixed()
                ? new FrontPath(front.route().path()).match(path) : Optional.empty())
                .or(() -> find((_, front) -> front.route().method().equals(method)
                        ? new FrontPath(front.route().path()).match(path) : Optional.empty()));
    }

    /** The front to which something was sent before. */
    Optional<Held> of(Sent sent) {
        return find((dialect, front) -> dialect.equals(sent.dialect()) && front.route().method().equals(sent.method())
                && front.route().path().equals(sent.path()) ? Optional.of(sent.letter().variables()) : Optional.empty());
    }

    Optional<Framed> framing(String name) {
        for (Part<Framing> part : framings.parts()) {
            if (part.text(Framing.NAME).equals(Optional.of(name))) {
                Optional<Lease> lease = part.lease();
                if (lease.isPresent()) {
                    return Optional.of(new Framed(part.service(), part.text(Framing.MEDIA_TYPE).orElse(""), lease.get()));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Held> find(BiFunction<String, Front, Optional<Map<String, String>>> fits) {
        for (Part<Dialect> part : dialects.parts()) {
            Optional<Lease> lease = part.lease();
            Optional<Held> held = lease.flatMap(known -> find(part, known, fits));
            if (held.isPresent()) {
                return held;
            }
            lease.ifPresent(Lease::close);
        }
        return Optional.empty();
    }

    private static Optional<Held> find(Part<Dialect> part, Lease lease,
            BiFunction<String, Front, Optional<Map<String, String>>> fits) {
        String dialect = part.text(Dialect.NAME).orElse("");
        for (Front front : part.service().fronts()) {
            Optional<Map<String, String>> variables = fits.apply(dialect, front);
            if (variables.isPresent()) {
                return Optional.of(new Held(dialect, front, variables.get(), lease));
            }
        }
        return Optional.empty();
    }
}
