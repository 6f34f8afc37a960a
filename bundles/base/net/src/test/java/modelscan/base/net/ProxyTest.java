package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import modelscan.api.model.ErrorCode;
import org.junit.jupiter.api.Test;

class ProxyTest {
    @Test
    void carriesPlainRequests() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(""); LoopbackServer server = LoopbackServer.saying("by proxy");
                Upstream upstream = new Upstream(Limits.usual(), ProxyRules.through(proxy.uri(), List.of()))) {
            URI uri = URI.create("http://provider.example:" + server.uri("/").getPort() + "/v1/models");
            assertEquals("by proxy", Expect.text(upstream, uri));
            assertEquals(List.of("GET " + uri), proxy.asked());
            assertTrue(server.seen().toLowerCase().contains("host: provider.example:"));
        }
    }

    @Test
    void logsInAtTheProxy() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("user:pass"); LoopbackServer server = LoopbackServer.saying("in");
                Upstream upstream = new Upstream(Limits.usual(), ProxyRules.through(proxy.uri(), List.of()))) {
            assertEquals("in", Expect.text(upstream, server.uri("/")));
            assertEquals(1, server.requests());
            assertFalse(ProxyRules.through(proxy.uri(), List.of()).toString().contains("pass"));
        }
    }

    @Test
    void aWrongLoginIsNotAnAnswerOfTheProvider() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy("user:pass"); LoopbackServer server = LoopbackServer.saying("in")) {
            URI wrong = URI.create(proxy.uri().toString().replace("pass", "guess"));
            for (String scheme : new String[] {"http", "https"}) {
                try (Upstream upstream = new Upstream(Limits.usual(), ProxyRules.through(wrong, List.of()))) {
                    URI uri = URI.create(scheme + "://provider.example:" + server.uri("/").getPort() + "/");
                    String message = Expect.failure(ErrorCode.PROVIDER_UNREACHABLE, () -> Expect.text(upstream, uri)).message();
                    assertTrue(message.startsWith("the proxy refused") && !message.contains("guess"), message);
                }
            }
            assertEquals(0, server.requests());
        }
    }

    @Test
    void isLeftOutWhereTheRulesSaySo() throws Exception {
        try (ForwardProxy proxy = new ForwardProxy(""); LoopbackServer server = LoopbackServer.saying("direct");
                Upstream upstream = new Upstream(Limits.usual(), ProxyRules.through(proxy.uri(), List.of("127.0.0.1")))) {
            assertEquals("direct", Expect.text(upstream, server.uri("/")));
            assertEquals(List.of(), proxy.asked());
        }
    }

    @Test
    void whatItRefusesIsNotAnAnswerOfTheProvider() throws Exception {
        try (LoopbackServer refusing = new LoopbackServer(line -> {
            line.head();
            line.send("HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno");
        }); Upstream upstream = new Upstream(Limits.usual(), ProxyRules.through(refusing.uri(""), List.of()))) {
            assertEquals("the proxy refused a connection to provider.example with status 403",
                    Expect.failure(ErrorCode.PROVIDER_UNREACHABLE,
                            () -> Expect.text(upstream, URI.create("https://provider.example/"))).message());
        }
    }
}
