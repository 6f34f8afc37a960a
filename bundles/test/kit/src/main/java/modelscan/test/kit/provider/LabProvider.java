package modelscan.test.kit.provider;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.ScriptedServer;
import modelscan.test.kit.SeenRequest;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** A provider in the lab, in front of a scripted server. */
final class LabProvider implements AutoCloseable {
    private static final AtomicInteger REQUESTS = new AtomicInteger();

    private final ProviderLab lab;
    private final ProviderSource source;
    private final ScriptedServer server;
    private final LabPlugin plugin;
    private final Credentials credentials;
    private final Bundle bundle;

    private LabProvider(ProviderLab lab, ProviderSource source, boolean keyed) throws IOException {
        this.lab = lab;
        this.source = source;
        this.server = ScriptedServer.start(Script.always(ScriptedAnswer.json(500, "{}")));
        this.plugin = new LabPlugin(source, server.url());
        this.credentials = Credentials.of(source.descriptor().path("auth"), server.url());
        boolean made = false;
        try {
            this.bundle = lab.install(plugin.bundle(), plugin.secret(), keyed ? Optional.of(credentials.key()) : Optional.empty());
            made = true;
        } finally {
            if (!made) {
                server.close();
            }
        }
    }

    static LabProvider open(ProviderLab lab, ProviderSource source) throws IOException {
        return new LabProvider(lab, source, true);
    }

    static LabProvider withoutKey(ProviderLab lab, ProviderSource source) throws IOException {
        return new LabProvider(lab, source, false);
    }

    ProviderLab lab() {
        return lab;
    }

    ProviderSource source() {
        return source;
    }

    Credentials credentials() {
        return credentials;
    }

    /** What is wrong with the descriptor; empty if nothing is. */
    String problem() {
        return lab.problem(bundle);
    }

    /** The path that every request begins with. */
    String basePath() {
        return plugin.basePath();
    }

    String url() {
        return server.url();
    }

    /** Answers by this script from now on. */
    LabProvider follow(Script script) {
        ScriptedAnswer token = ScriptedAnswer.json(200, "{\"access_token\":\"" + Credentials.TOKEN
                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        ScriptedAnswer none = ScriptedAnswer.json(404, "{}");
        server.follow(request -> request.bare().equals(Credentials.OFFICE) ? token
                : isListing(request) ? none : script.answer(request));
        return this;
    }

    /** What the provider was asked, beside access tokens and its models. */
    List<SeenRequest> requests() {
        return server.requests().stream().filter(request -> !request.bare().equals(Credentials.OFFICE) && !isListing(request))
                .toList();
    }

    // The catalog asks for the models when it likes to.
    private boolean isListing(SeenRequest request) {
        String path = source.descriptor().path("listing").path("path").asText("/models").split("\\?", 2)[0];
        return request.method().equals("GET") && request.bare().equals(basePath() + path);
    }

    Reply ask(Inquiry inquiry) {
        return ask(inquiry, Map.of());
    }

    Reply ask(Inquiry inquiry, Map<String, String> wishes) {
        return lab.gateway().handle(Exchange.of("check-" + REQUESTS.incrementAndGet(), inquiry, new Wishes(wishes),
                new Cancellation()));
    }

    Collected answer(Inquiry inquiry) {
        return ask(inquiry).collect();
    }

    @Override
    public void close() {
        try {
            bundle.uninstall();
        } catch (BundleException stubborn) {
            throw new IllegalStateException(stubborn);
        } finally {
            server.close();
        }
    }
}
