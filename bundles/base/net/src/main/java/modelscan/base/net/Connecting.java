package modelscan.base.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.net.NamedEndpoint;
import org.apache.hc.core5.util.Timeout;

/** Makes new connections, and lets the call know that it waits for one. */
final class Connecting extends DefaultHttpClientConnectionOperator {
    Connecting(Supplier<SSLContext> trust) {
        super(_ -> SocketChannel.open().socket(), DefaultSchemePortResolver.INSTANCE, new Names(),
                RegistryBuilder.<TlsSocketStrategy>create().register("https", new LateTls(trust)).build());
    }

    @Override
    public void connect(ManagedHttpClientConnection connection, HttpHost host, NamedEndpoint name, Path socket,
            InetSocketAddress local, Timeout timeout, SocketConfig config, Object attachment, HttpContext context)
            throws IOException {
        Vigil vigil = CallContext.of(context).outgoing().vigil();
        vigil.connecting();
        try {
            super.connect(connection, host, name, socket, local, timeout, config, attachment, context);
        } finally {
            vigil.connected();
        }
    }

    /** Reads the system's certificates when the first connection needs them: that takes a tenth of a second. */
    private static final class LateTls implements TlsSocketStrategy {
        private final Supplier<SSLContext> trust;
        private volatile TlsSocketStrategy made;

        LateTls(Supplier<SSLContext> trust) {
            this.trust = trust;
        }

        @Override
        public SSLSocket upgrade(Socket socket, String target, int port, Object attachment, HttpContext context)
                throws IOException {
            TlsSocketStrategy strategy = made;
            if (strategy == null) {
                strategy = tls(trust.get());
                made = strategy;
            }
            return strategy.upgrade(socket, target, port, attachment, context);
        }

        // The JDK checks the name against the certificate while it shakes hands; a second check would say the same later.
        private static TlsSocketStrategy tls(SSLContext trust) {
            return new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE);
        }
    }
}
