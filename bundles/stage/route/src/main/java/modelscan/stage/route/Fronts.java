package modelscan.stage.route;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.whiteboard.Lease;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Reads a call of an administrator as the data plane would read it at the address {@code ?path=}. */
@Component(service = Fronts.class)
public final class Fronts {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String USUAL = "/v1/chat/completions";

    private final Whiteboard<Dialect> dialects;

    @Activate
    public Fronts(BundleContext context) {
        this.dialects = Whiteboard.of(context, Dialect.class, PATIENCE);
    }

    @Deactivate
    void deactivate() {
        dialects.close();
    }

    /** The exchange that this body would become; nobody is called with it. */
    Exchange exchange(Call call) {
        String path = call.query("path").orElse(USUAL);
        byte[] body = call.body();
        for (Part<Dialect> part : dialects.parts()) {
            Optional<Lease> lease = part.lease();
            if (lease.isPresent()) {
                try (Lease _ = lease.get()) {
                    Optional<Exchange> read = read(part.service(), path, call, body);
                    if (read.isPresent()) {
                        return read.get();
                    }
                }
            }
        }
        throw new FailureException(Failure.of(ErrorCode.NOT_FOUND, "nobody reads POST " + path + " on the data plane").at("path"));
    }

    private static Optional<Exchange> read(Dialect dialect, String path, Call call, byte[] body) {
        for (Front front : dialect.fronts()) {
            Optional<Map<String, String>> variables = front.route().method().equals("POST")
                    ? match(front.route().path(), path) : Optional.empty();
            if (variables.isPresent()) {
                Exchange exchange = Exchange.of(call.id(), front.read(new Front.Letter(variables.get(), Map.of(), call.headers(),
                        body)), call.wishes(), new Cancellation()).by(call.principal());
                // Whatever is still to be read is read while the dialect is there.
                exchange.request();
                return Optional.of(exchange);
            }
        }
        return Optional.empty();
    }

    /** What the braces of a front's path match; empty if it is another path. */
    static Optional<Map<String, String>> match(String template, String path) {
        Map<String, String> variables = new HashMap<>();
        int at = 0;
        int from = 0;
        while (true) {
            int open = template.indexOf('{', from);
            String fixed = open < 0 ? template.substring(from) : template.substring(from, open);
            if (!path.startsWith(fixed, at)) {
                return Optional.empty();
            }
            at += fixed.length();
            if (open < 0) {
                return at == path.length() ? Optional.of(variables) : Optional.empty();
            }
            int close = template.indexOf('}', open);
            String name = template.substring(open + 1, close);
            boolean rest = name.endsWith("...");
            from = close + 1;
            int end = end(template.substring(from), path, at, rest);
            if (end <= at) {
                return Optional.empty();
            }
            variables.put(rest ? name.substring(0, name.length() - 3) : name, path.substring(at, end));
            at = end;
        }
    }

    private static int end(String after, String path, int at, boolean rest) {
        int brace = after.indexOf('{');
        String fixed = brace < 0 ? after : after.substring(0, brace);
        int slash = path.indexOf('/', at);
        int most = rest || slash < 0 ? path.length() : slash;
        return fixed.isEmpty() || fixed.startsWith("/") && !rest ? most : brace < 0 ? path.length() - fixed.length()
                : path.indexOf(fixed, at);
    }
}
