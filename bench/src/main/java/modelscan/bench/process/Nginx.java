package modelscan.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The floor: nginx with {@code proxy_pass} and kept-alive upstream connections. */
public final class Nginx {
    private static final String PATH = "/v1/chat/completions";
    private static final String EVENTS = "/events";

    private Nginx() {}

    /** Where nginx is installed, if it is. */
    public static Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "nginx")).filter(Files::isExecutable).findFirst();
    }

    public static Target start(Workbench bench, Path program, int upstreamPort) throws IOException, InterruptedException {
        int port = Workbench.freePort();
        Path folder = bench.folder("nginx");
        Path configuration = Files.writeString(folder.resolve("nginx.conf"), configuration(folder, port, upstreamPort));
        Process master = bench.start(folder,
                List.of(program.toString(), "-p", folder.toString(), "-e", folder.resolve("error.log").toString(), "-c", configuration.toString()));
        if (Probe.get(port, "/stats").await(Probe.Answer::isGood, Duration.ofSeconds(10)).isEmpty()) {
            throw new IllegalStateException("nginx does not start: " + Workbench.lastWords(folder));
        }
        return new Target("nginx", port, "mock", "", PATH, EVENTS + PATH, master.descendants().toList());
    }

    private static String configuration(Path folder, int port, int upstreamPort) {
        return """
                %4$sdaemon off;
                pid %1$s/nginx.pid;
                worker_processes 2;
                events { worker_connections 4096; }
                http {
                  access_log off;
                  client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
                  fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
                  keepalive_requests 1000000000;
                  upstream mock { server 127.0.0.1:%3$d; keepalive 256; keepalive_requests 1000000000; }
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  server {
                    listen 127.0.0.1:%2$d backlog=1024;
                    location / { proxy_pass http://mock; }
                    location %5$s/ { proxy_pass http://mock/; proxy_buffering off; }
                  }
                }
                """.formatted(folder, port, upstreamPort, workerUser(), EVENTS);
    }

    /** Workers of a root master would otherwise change to a user that cannot enter the folder. */
    private static String workerUser() {
        return "root".equals(System.getProperty("user.name")) ? "user root;\n" : "";
    }
}
