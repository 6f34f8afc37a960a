package modelscan.shell.commands;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** Stand-ins for the framework, as far as commands ask it. */
final class Fakes {
    private Fakes() {
    }

    static CommandSession session() {
        return new CommandProcessorImpl(new ThreadIOImpl()).createSession(InputStream.nullInputStream(),
                OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    static Bundle bundle(String name, int state) {
        return fake(Bundle.class, (method, arguments) -> switch (method) {
            case "getSymbolicName" -> name;
            case "getState" -> state;
            case "getVersion" -> new Version(7, 0, 5);
            default -> throw new UnsupportedOperationException(method);
        });
    }

    interface Behaviour {
        Object answer(String method, Object[] arguments);
    }

    static <T> T fake(Class<T> kind, Behaviour behaviour) {
        return kind.cast(Proxy.newProxyInstance(kind.getClassLoader(), new Class<?>[] {kind}, (proxy, method, arguments) ->
                switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(proxy);
                    case "equals" -> proxy == arguments[0];
                    default -> behaviour.answer(method.getName(), arguments);
                }));
    }

    /** A framework with properties, bundles and services. */
    static final class Framework {
        final Map<String, String> properties = new HashMap<>();
        final List<Bundle> bundles = new ArrayList<>();
        private final Map<ServiceReference<?>, Registration> services = new HashMap<>();
        int inUse;

        private record Registration(String kind, Map<String, Object> properties, Object service) {
        }

        void register(Class<?> kind, Object service, Map<String, Object> properties) {
            services.put(fake(ServiceReference.class, (method, arguments) -> properties.get(arguments[0])),
                    new Registration(kind.getName(), properties, service));
        }

        BundleContext context() {
            return fake(BundleContext.class, (method, arguments) -> switch (method) {
                case "getProperty" -> properties.get(arguments[0]);
                case "getBundles" -> bundles.toArray(Bundle[]::new);
                case "getBundle" -> bundles.getFirst();
                case "getAllServiceReferences" -> services.keySet().stream()
                        .filter(one -> services.get(one).properties().containsKey(Verb.NAME)).toArray(ServiceReference<?>[]::new);
                case "getServiceReference" -> of((Class<?>) arguments[0]).stream().findFirst().orElse(null);
                case "getServiceReferences" -> of((Class<?>) arguments[0]).stream()
                        .filter(one -> services.get(one).properties().entrySet().stream()
                                .anyMatch(entry -> arguments[1].equals("(" + entry.getKey() + "=" + entry.getValue() + ")")))
                        .toList();
                case "getService" -> {
                    inUse++;
                    yield services.get(arguments[0]).service();
                }
                case "ungetService" -> {
                    inUse--;
                    yield true;
                }
                default -> throw new UnsupportedOperationException(method);
            });
        }

        private List<ServiceReference<?>> of(Class<?> kind) {
            List<ServiceReference<?>> found = new ArrayList<>();
            services.forEach((reference, registration) -> {
                if (registration.kind().equals(kind.getName())) {
                    found.add(reference);
                }
            });
            return found;
        }
    }
}
