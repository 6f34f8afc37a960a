package modelscan.core.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One POST to exactly the address that was checked before.
 *
 * <p>Clients that look a name up themselves can be led elsewhere between the check and the call. Nothing of the answer is
 * of interest but its status; redirects are not followed.
 */
record Post(URI url, Map<String, String> headers, byte[] body) {
    private static final int PATIENCE = 10_000;
    private static final int LONGEST_LINE = 1024;

    /** The status of the answer. */
    int send(InetAddress address) throws IOException {
        boolean secure = url.getScheme().equalsIgnoreCase("https");
        int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE);
            socket.setSoTimeout(PATIENCE);
            try (Socket line = secure ? secured(socket, port) : socket) {
                line.getOutputStream().write(request());
                line.getOutputStream().flush();
                return status(line.getInputStream());
            }
        }
    }

    private Socket secured(Socket socket, int port) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, url.getHost(), port, true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        return secure;
    }

    private byte[] request() {
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder head = new StringBuilder("POST ").append(path);
        if (url.getRawQuery() != null) {
            head.append('?').append(url.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nhost: ").append(url.getRawAuthority()).append("\r\nconnection: close\r\ncontent-length: ")
                .append(body.length).append("\r\n");
        headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    private static int status(InputStream answer) throws IOException {
        StringBuilder line = new StringBuilder();
        // A receiver that drips must not hold the place of others.
        long end = System.nanoTime() + PATIENCE * 1_000_000L;
        for (int next = answer.read(); next >= 0 && next != '\n' && line.length() < LONGEST_LINE; next = answer.read()) {
            line.append((char) next);
            if (System.nanoTime() > end) {
                throw new IOException("the answer is too slow");
            }
        }
        String[] words = line.toString().split(" ", 3);
        if (words.length < 2 || !words[0].startsWith("HTTP/1.") || !words[1].matches("[1-5]\\d\\d")) {
            throw new IOException("the answer is not HTTP");
        }
        return Integer.parseInt(words[1]);
    }
}
