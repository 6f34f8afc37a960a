package modelscan.base.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up on threads of its own.
 *
 * <p>The system's look-up cannot be interrupted and blocks the carrier of a virtual thread, so it must not run on one.
 */
final class Names implements DnsResolver {
    // One look-up for each name at a time; who comes later waits for it as well.
    private final Map<String, FutureTask<InetAddress[]>> running = new ConcurrentHashMap<>();

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (literal(host)) {
            return InetAddress.getAllByName(host);
        }
        try {
            return running.computeIfAbsent(host, this::begin).get();
        } catch (ExecutionException _) {
            throw new UnknownHostException(host);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(host);
        }
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private FutureTask<InetAddress[]> begin(String host) {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> {
            try {
                return InetAddress.getAllByName(host);
            } finally {
                running.remove(host);
            }
        });
        Thread.ofPlatform().daemon().name("modelscan-net-name").start(lookup);
        return lookup;
    }

    private static boolean literal(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || c >= '0' && c <= '9');
    }
}
