package modelscan.launcher.it.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of a test: right, out of date, and signed by nobody whom the gateway trusts. */
final class FaultCertificates {
    static final String PASSWORD = "changeit";
    private static final long LONGEST_SECONDS = 60;

    private final Path store;

    private FaultCertificates(Path store) {
        this.store = store;
    }

    /** Makes them with the keytool of this Java; {@code host} is the name the right one is for. */
    static FaultCertificates make(Path folder, String host) throws IOException, InterruptedException {
        FaultCertificates made = new FaultCertificates(folder.resolve("keys.p12"));
        made.pair("authority", "-ext", "bc:c", "-dname", "CN=Authority");
        made.pair("right", "-signer", "authority", "-ext", "san=dns:" + host, "-dname", "CN=" + host);
        made.pair("expired", "-signer", "authority", "-ext", "san=dns:" + host, "-dname", "CN=" + host, "-startdate", "-30d",
                "-validity", "10");
        made.pair("lonely", "-ext", "san=dns:" + host, "-dname", "CN=" + host);
        return made;
    }

    /** What the gateway is to trust: the authority alone. */
    Path trust(Path file) throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("authority", opened().getCertificate("authority"));
        try (OutputStream out = Files.newOutputStream(file)) {
            trust.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** A socket that shows the certificate of this name. */
    ServerSocket socket(String name) throws IOException, GeneralSecurityException {
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        KeyStore all = opened();
        one.setKeyEntry(name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(name));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    private KeyStore opened() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private void pair(String name, String... more) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", name, "-keyalg", "EC", "-keystore", store.toString(), "-storetype", "PKCS12",
                "-storepass", PASSWORD));
        line.addAll(List.of(more));
        Path said = Files.createTempFile("keytool", ".txt");
        Process process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool: " + Files.readString(said));
            }
        } finally {
            process.destroyForcibly().waitFor();
            Files.delete(said);
        }
    }
}
