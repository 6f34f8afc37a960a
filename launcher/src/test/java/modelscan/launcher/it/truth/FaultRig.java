package modelscan.launcher.it.truth;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import modelscan.launcher.it.RunningDistribution;

/** One gateway, a faulty provider in many shapes, and a right one that can take over. */
final class FaultRig implements AutoCloseable {
    static final String GOOD = "steady";
    private static final Path DISTRIBUTION = Path.of(System.getProperty("modelscan.distribution", "target/modelscan"));
    private static final String HOST = "faults.test";
    private static final JsonMapper JSON = new JsonMapper();
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    final UpstreamBook book;
    final FaultUpstream upstream;
    final RunningDistribution gateway;
    private final FaultHosts hosts = new FaultHosts();
    private final List<FaultUpstream> secure = new ArrayList<>();
    private final Map<String, String> urls = new LinkedHashMap<>();

    private FaultRig(Path folder, List<FaultRow> rows, List<String> models, ObjectNode routes) throws Exception {
        book = UpstreamBook.open(folder.resolve("book"));
        upstream = FaultUpstream.start(book);
        upstream.plays(GOOD, FaultAnswers.right());
        FaultCertificates certificates = FaultCertificates.make(folder, HOST);
        addresses(certificates);
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve("conf"));
        Files.createDirectories(home.resolve("plugins"));
        for (FaultRow row : rows) {
            route(routes, row.route(), row.provider + "/" + row.model(), "good/" + GOOD);
            upstream.plays(row.model(), row.script);
            secure.forEach(other -> other.plays(row.model(), row.script));
        }
        for (String provider : urls.keySet()) {
            List<String> served = new ArrayList<>(rows.stream().filter(row -> row.provider.equals(provider)).map(FaultRow::model).toList());
            served.addAll(List.of("faulty", "closed", "keys", "race").contains(provider) ? models : List.of());
            served.addAll(provider.equals("good") ? List.of(GOOD) : List.of());
            describe(home, provider, served);
        }
        configure(home, routes);
        Path names = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + HOST + " wrong." + HOST + "\n");
        gateway = RunningDistribution.start(DISTRIBUTION, home, Map.of("JAVA_OPTS", "-Djdk.net.hosts.file=" + names
                + " -Djavax.net.ssl.trustStore=" + certificates.trust(folder.resolve("trust.p12"))
                + " -Djavax.net.ssl.trustStorePassword=" + FaultCertificates.PASSWORD));
    }

    /** Starts it; {@code models} are further models of the faulty provider, {@code routes} further routes. */
    static FaultRig start(Path folder, List<FaultRow> rows, List<String> models, Map<String, List<String>> routes) throws Exception {
        ObjectNode all = JSON.createObjectNode();
        routes.forEach((name, members) -> route(all, name, members.toArray(String[]::new)));
        return new FaultRig(folder, rows, models, all);
    }

    /** How many calls came, whoever was asked. */
    int calls(String model) {
        return upstream.calls(model) + secure.stream().mapToInt(other -> other.calls(model)).sum();
    }

    /** What a call costs at a provider; tokens in cost 1 and out 2, at the faulty one 3 and 15 dollars a million. */
    static BigDecimal cost(String provider, long input, long output) {
        boolean good = provider.equals("good");
        return BigDecimal.valueOf(input * (good ? 1 : 3) + output * (good ? 2 : 15)).divide(MILLION);
    }

    @Override
    public void close() throws IOException {
        int code = stopped();
        upstream.close();
        for (FaultUpstream other : secure) {
            other.close();
        }
        hosts.close();
        book.close();
        if (code != 0) {
            throw new AssertionError("the gateway ended with " + code + "; it said: " + gateway.output());
        }
    }

    private int stopped() throws IOException {
        try {
            return gateway.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the gateway stopped", e);
        }
    }

    private void addresses(FaultCertificates certificates) throws Exception {
        // U30 has a provider of its own that is never held back: five of its breaks within a second would open the breaker.
        for (String provider : List.of("good", "faulty", "endless", "keys", "race")) {
            plain(provider, upstream.port());
        }
        plain("closed", hosts.closed());
        plain("blackhole", hosts.blackhole());
        urls.put("nameless", "http://nobody.test:1/v1");
        secure("tls-expired", HOST, certified(certificates, "expired"));
        secure("tls-wrong-host", "wrong." + HOST, certified(certificates, "right"));
        secure("tls-self-signed", HOST, certified(certificates, "lonely"));
        secure("tls-right", HOST, certified(certificates, "right"));
        secure("tls-old", HOST, hosts.treating(FaultHosts::old));
        secure("tls-reset", HOST, hosts.treating(FaultHosts::reset));
        secure("tls-hang", HOST, hosts.treating(FaultHosts::hang));
    }

    private int certified(FaultCertificates certificates, String name) throws Exception {
        FaultUpstream other = FaultUpstream.over(certificates.socket(name), book);
        secure.add(other);
        return other.port();
    }

    private void plain(String provider, int port) {
        urls.put(provider, "http://127.0.0.1:" + port + "/v1");
    }

    private void secure(String provider, String host, int port) {
        urls.put(provider, "https://" + host + ":" + port + "/v1");
    }

    private static void route(ObjectNode routes, String name, String... members) {
        ArrayNode models = routes.putObject(name).putArray("models");
        for (String member : members) {
            models.add(member);
        }
    }

    private void describe(Path home, String provider, List<String> models) throws IOException {
        ObjectNode descriptor = JSON.createObjectNode().put("id", provider).put("dialect", "openai").put("url", urls.get(provider))
                .put("auth", "optional").put("tokens", "openai").put("breaker", !provider.equals("race"));
        descriptor.putArray("serves").add("chat");
        ArrayNode list = descriptor.putArray("models");
        for (String model : new TreeSet<>(models)) {
            ObjectNode prices = list.addObject().put("id", model).putObject("prices").put("currency", "USD").put("per", 1_000_000);
            prices.put("input", provider.equals("good") ? "1" : "3").put("output", provider.equals("good") ? "2" : "15");
        }
        Files.writeString(home.resolve("plugins/" + provider + ".provider.json"), descriptor.toString());
    }

    private void configure(Path home, ObjectNode routes) throws IOException {
        ObjectNode conf = JSON.createObjectNode();
        for (String provider : urls.keySet()) {
            if (!provider.equals("good")) {
                ObjectNode setting = conf.putObject("modelscan.provider~" + provider).put("connect", 2).put("firstByte", 3).put("stall", 1);
                setting.put("total", provider.equals("endless") ? 2 : 0);
            }
        }
        ((ObjectNode) conf.path("modelscan.provider~keys")).putArray("keys").add("key-of-one").add("key-of-two");
        conf.putObject("modelscan.stage.route").set("routes", routes);
        conf.putObject("modelscan.stage.health").put("pause", 1).put("longest", 2);
        conf.putObject("modelscan.core.catalog").put("discover", false);
        Files.writeString(home.resolve("conf/faults.json"), conf.toString());
    }
}
