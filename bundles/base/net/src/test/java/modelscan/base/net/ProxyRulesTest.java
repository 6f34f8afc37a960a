package modelscan.base.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxyRulesTest {
    private static final URI ONE = URI.create("http://one.example:3128");
    private static final URI TWO = URI.create("http://two.example:8080");

    @Test
    void readsTheEnvironment() {
        ProxyRules rules = ProxyRules.environment(Map.of("HTTPS_PROXY", "http://one.example:3128",
                "http_proxy", "two.example:8080", "NO_PROXY", "localhost, .internal"));
        assertEquals(Optional.of(ONE), rules.proxy("https", "api.example"));
        assertEquals(Optional.of(TWO), rules.proxy("http", "api.example"));
        assertEquals(Optional.empty(), rules.proxy("http", "localhost"));
        assertEquals(Optional.empty(), rules.proxy("https", "db.internal"));
    }

    @Test
    void lowerCaseWinsAndAllIsTheRest() {
        ProxyRules rules = ProxyRules.environment(Map.of("https_proxy", ONE.toString(), "HTTPS_PROXY", "http://no:1",
                "ALL_PROXY", TWO.toString()));
        assertEquals(Optional.of(ONE), rules.https());
        assertEquals(Optional.of(TWO), rules.http());
    }

    @Test
    void anEmptyEnvironmentMeansNone() {
        assertEquals(ProxyRules.none(), ProxyRules.environment(Map.of("http_proxy", " ", "NO_PROXY", "")));
    }

    @ParameterizedTest
    @CsvSource({"*, any.example, true", "example.com, example.com, true", "example.com, a.example.com, true",
        ".example.com, a.b.example.com, true", "*.example.com, a.example.com, true", "example.com, notexample.com, false",
        "example.com:443, example.com, true", "Example.COM, eXample.com, true", "10.0.0.1, 10.0.0.1, true",
        "'', example.com, false", "::1, ::1, true"})
    void coversNamesAndWhatIsBelow(String rule, String host, boolean direct) {
        assertEquals(direct, ProxyRules.through(ONE, List.of(rule)).proxy("http", host).isEmpty());
    }

    @Test
    void refusesWhatIsNoProxyWithoutShowingIt() {
        for (String text : new String[] {"socks5://user:secret@host:1", "http://user:secret@ho st", "http://"}) {
            String message = assertThrows(IllegalArgumentException.class,
                    () -> ProxyRules.environment(Map.of("HTTP_PROXY", text)), text).getMessage();
            assertFalse(message.contains("secret"), message);
        }
    }
}
