package modelscan.base.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
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
    Connecting(SSLContext trust) {
        super(_ -> SocketChannel.open().socket(), DefaultSchemePortResolver.INSTANCE, new Names(),
                RegistryBuilder.<TlsSocketStrategy>create().register("https", tls(trust)).build());
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

    // The JDK checks the name against the certificate while it shakes hands; a second check would say the same later.
    private static TlsSocketStrategy tls(SSLContext trust) {
        return new DefaultClientTlsStrategy(trust, HostnameVerificationPolicy.BUILTIN, NoopHostnameVerifier.INSTANCE);
    }
}
