package modelscan.core.catalog.form;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Set;
import modelscan.base.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.acme.example/v1/x, true", "https://API.acme.example:443/x, true", "/v1/x, true",
        "https://eu1.acme.example/x, true", "https://EU1.acme.example:443/x?a=b, true",
        "https://a.b.cdn.example/x, true", "https://port.example:8443/x, true",
        "http://api.acme.example/x, false", "https://api.acme.example:8443/x, false", "http://eu1.acme.example/x, false",
        "https://cdn.example/x, false", "https://evilcdn.example/x, false", "https://eu1.acme.example.evil.example/, false",
        "https://port.example/x, false", "https://user@eu1.acme.example/x, false", "https://eu1.acme.example/x#y, false",
        "https:///x, false", "mailto:a@eu1.acme.example, false", "ftp://eu1.acme.example/x, false", "'https://eu1.acme.example/a b', false",
    })
    void trusts(String address, boolean trusted) {
        Addresses addresses = new Addresses(URI.create("https://api.acme.example/v1"),
                Set.of("eu1.acme.example", "*.cdn.example", "port.example:8443"));
        assertEquals(trusted, addresses.trusted(address).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"0.5,50", "0.999,99", "1.0,100", "1,1", "50,50", "49.9,49", "\"50%\",50", "\"0.5%\",0", "\"0.25\",25", "-3,0", "1e9,100",
        "\"x\",-1", "null,-1", "{},-1", "true,-1"})
    void readsProgress(String json, int percent) {
        assertEquals(percent, Progress.of(Json.read(json)).orElse(-1));
    }
}
