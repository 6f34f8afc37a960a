package modelscan.http.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Principal;
import modelscan.api.model.Failure;

/** A real server on free ports, with routes made by the test. */
final class Rig implements AutoCloseable {
    static final String TOKEN = "a-token-for-tests";
    static final Settings.Limits LIMITS = new Settings.Limits(8 << 10, 100, 1000);
    static final Settings.Times TIMES = new Settings.Times(Duration.ofSeconds(20), Duration.ofSeconds(20),
            new Settings.Pace(Duration.ofSeconds(20), 1 << 10), Duration.ofSeconds(5));

    private final List<Routes.Route> data = new ArrayList<>();
    private final List<Routes.Route> management = new ArrayList<>();
    private final WebServer server;
    private volatile Routes dataRoutes = Routes.NONE;
    private volatile Routes managementRoutes = Routes.NONE;
    private volatile Gate entrance = _ -> Optional.empty();

    /** The entrance as it is at the moment. */
    private final class Doors implements Gate {
        @Override
        public Optional<Failure> refusal(HttpCall call) {
            return entrance.refusal(call);
        }

        @Override
        public Principal principal(HttpCall call) {
            return entrance.principal(call);
        }
    }

    Rig() {
        this(LIMITS, TIMES);
    }

    Rig(Settings.Limits limits, Settings.Times times) {
        Settings.Place place = new Settings.Place("127.0.0.1", 0, 1 << 20);
        Settings settings = new Settings(place, place, Set.of("gateway.example"), limits, times);
        server = WebServer.start(settings, List.of(
                new Side("data", place, times.body(), ErrorShape.OPENAI, new Doors(), () -> dataRoutes),
                new Side("management", place, times.body(), ErrorShape.MANAGEMENT,
                        new AdminGate(TOKEN, settings.managementNames()), () -> managementRoutes)));
    }

    Rig data(String method, String path, Target target) {
        data.add(Routes.Route.of(method, path, target));
        dataRoutes = new Routes(data);
        return this;
    }

    /** Who calls is found out like this from now on. */
    Rig entrance(Gate gate) {
        entrance = gate;
        return this;
    }

    Rig management(String method, String path, Target target) {
        management.add(Routes.Route.of(method, path, target));
        managementRoutes = new Routes(management);
        return this;
    }

    /** A target that answers at once. */
    static Target text(String text) {
        return call -> {
            call.answer(200, "text/plain", text.getBytes(StandardCharsets.UTF_8));
            return true;
        };
    }

    URI data() {
        return URI.create(server.address("data"));
    }

    URI management() {
        return URI.create(server.address("management"));
    }

    RawClient connect() {
        return RawClient.to(data());
    }

    /** Looks after the connections at once, as the server does from time to time. */
    void tick() {
        server.tick();
    }

    @Override
    public void close() {
        server.close();
    }
}
