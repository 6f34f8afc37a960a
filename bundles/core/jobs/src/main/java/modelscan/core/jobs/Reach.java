package modelscan.core.jobs;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Which addresses webhooks may have: what lies inside the owner's network is not for callers to be reached. */
final class Reach {
    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "[::1]");

    private final JobSettings settings;

    Reach(JobSettings settings) {
        this.settings = settings;
    }

    /** Why an address is refused before it is looked up. */
    Optional<String> refusal(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (url.getHost() == null || !scheme.equals("https") && !scheme.equals("http")) {
            return Optional.of("an absolute address with https and a host is wanted");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("it must not hold a login");
        }
        boolean plain = scheme.equals("http") && !own(url) && !settings.plainWebhooks();
        return plain ? Optional.of("http is only spoken to this machine; use https") : Optional.empty();
    }

    /** The address to connect to, the very one that was checked. */
    InetAddress address(URI url) throws IOException, InterruptedException {
        Optional<String> refusal = refusal(url);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        InetAddress[] found = lookUp(url.getHost());
        for (InetAddress address : found) {
            // A name of another zone that leads to this machine is a trick, its own name is the owner's wish.
            boolean allowed = settings.privateWebhooks() || (own(url) ? address.isLoopbackAddress() : open(address));
            if (!allowed) {
                throw new IOException("the host has a private address");
            }
        }
        return found[0];
    }

    private static boolean own(URI url) {
        return OWN.contains(url.getHost().toLowerCase(Locale.ROOT));
    }

    /** Whether an address is one of the open internet. */
    static boolean open(InetAddress address) {
        if (address.isLoopbackAddress() || address.isAnyLocalAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        byte[] raw = address.getAddress();
        int first = raw[0] & 0xff;
        int second = raw[1] & 0xff;
        if (address instanceof Inet6Address) {
            // Only 2000::/3 is the internet; 6to4, Teredo and the documentation prefix hide others.
            boolean hiding = first == 0x20 && (second == 0x02 || second == 0x01 && raw[2] == 0 && raw[3] == 0
                    || second == 0x01 && raw[2] == 0x0d && (raw[3] & 0xff) == 0xb8);
            return (first & 0xe0) == 0x20 && !hiding;
        }
        boolean shared = first == 100 && (second & 0xc0) == 64;
        boolean special = first == 0 || first >= 240 || first == 192 && second == 0 && (raw[2] == 0 || raw[2] == 2)
                || first == 198 && (second & 0xfe) == 18;
        return !shared && !special;
    }

    // The system's look-up blocks the carrier of a virtual thread, so it runs on a thread of its own.
    private static InetAddress[] lookUp(String host) throws IOException, InterruptedException {
        FutureTask<InetAddress[]> lookup = new FutureTask<>(() -> InetAddress.getAllByName(host));
        Thread.ofPlatform().daemon().name("modelscan-jobs-name").start(lookup);
        try {
            return lookup.get();
        } catch (ExecutionException _) {
            throw new IOException("the host is not known");
        }
    }
}
