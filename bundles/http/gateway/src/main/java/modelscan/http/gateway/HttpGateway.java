package modelscan.http.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import modelscan.api.gateway.http.Endpoint;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** Opens the listeners for applications and for administrators, and tells the launcher where they are. */
@Component(service = {}, immediate = true, configurationPid = "modelscan.http.gateway")
@Designate(ocd = Config.class)
public final class HttpGateway {
    private final Switchboard switchboard;
    private final WebServer server;
    private final List<ServiceRegistration<?>> ready;

    /** Opens them; fails with a message that names the port when one is taken. */
    @Activate
    public HttpGateway(BundleContext context, Config config) {
        Settings settings = Settings.of(config, port(context, "modelscan.port", 8080),
                port(context, "modelscan.admin.port", 8081));
        Gate gate = new AdminGate(token(context), settings.managementNames());
        switchboard = new Switchboard(context, settings.times().drain());
        try {
            server = WebServer.start(settings, List.of(
                    new Side(Endpoint.DATA, settings.data(), settings.times().body(), ErrorShape.OPENAI,
                            switchboard.entrance(), switchboard::data),
                    new Side(Endpoint.MANAGEMENT, settings.management(), settings.times().body(), ErrorShape.MANAGEMENT,
                            gate, switchboard::management)));
        } catch (RuntimeException failed) {
            switchboard.close();
            throw failed;
        }
        ready = List.of(announce(context, Endpoint.DATA), announce(context, Endpoint.MANAGEMENT));
    }

    private ServiceRegistration<?> announce(BundleContext context, String side) {
        String address = server.address(side);
        Supplier<String> where = () -> address;
        return context.registerService(Supplier.class, where,
                new Hashtable<>(Map.of("modelscan.ready", true, "modelscan.listener", side)));
    }

    private static int port(BundleContext context, String property, int otherwise) {
        String value = context.getProperty(property);
        try {
            return value == null ? otherwise : Integer.parseInt(value.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(property + " must be a number, not '" + value + "'", notANumber);
        }
    }

    private static String token(BundleContext context) {
        String home = context.getProperty("modelscan.home");
        if (home == null) {
            throw new IllegalStateException("modelscan.home is not set, so there is no admin token");
        }
        Path file = Path.of(home, "conf", "admin.token");
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new UncheckedIOException("the admin token cannot be read from " + file, missing);
        }
    }

    /** Closes them after the running calls. */
    @Deactivate
    public void close() {
        ready.forEach(ServiceRegistration::unregister);
        server.close();
        switchboard.close();
    }
}
