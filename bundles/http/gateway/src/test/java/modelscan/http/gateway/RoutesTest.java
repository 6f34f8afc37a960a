package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    private static final List<String> ADDRESSES = List.of("GET /v1/models", "GET /v1/models/{id...}",
            "POST /v1/models/{model...}:generateContent", "POST /v1beta/models/{model}:generateContent",
            "POST /v1beta/models/{model}:streamGenerateContent", "GET /v1beta/models/{model}", "GET /files/special",
            "GET /files/{name}", "DELETE /files/{name}", "GET /files/{name}/content");

    private record Named(String address) implements Target {
        @Override
        public boolean serve(HttpCall call) {
            throw new UnsupportedOperationException(address);
        }
    }

    private static Routes routes(List<String> addresses) {
        return new Routes(addresses.stream().map(address -> {
            String[] parts = address.split(" ");
            return Routes.Route.of(parts[0], parts[1], new Named(address));
        }).toList());
    }

    private static String find(Routes routes, String method, String path) {
        return switch (routes.match(method, path)) {
            case Routes.Match.Found(Target target, Map<String, String> variables) ->
                ((Named) target).address + (variables.isEmpty() ? "" : " " + new TreeMap<>(variables));
            case Routes.Match.WrongMethod(var allowed) -> "only " + String.join(" ", allowed);
            case Routes.Match.Unknown() -> "nothing";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "GET  | /v1/models                          | GET /v1/models",
        "HEAD | /v1/models                          | GET /v1/models",
        "GET  | /v1/models/a                        | GET /v1/models/{id...} {id=a}",
        "GET  | /v1/models/a/b%2Fc                  | GET /v1/models/{id...} {id=a/b/c}",
        "GET  | /v1/models/                         | nothing",
        "POST | /v1/models/a/b:generateContent      | POST /v1/models/{model...}:generateContent {model=a/b}",
        "POST | /v1/models/:generateContent         | only GET HEAD OPTIONS",
        "POST | /v1beta/models/gemini%3A1:generateContent | POST /v1beta/models/{model}:generateContent {model=gemini:1}",
        "POST | /v1beta/models/g:streamGenerateContent | POST /v1beta/models/{model}:streamGenerateContent {model=g}",
        "GET  | /v1beta/models/g                    | GET /v1beta/models/{model} {model=g}",
        "GET  | /files/special                      | GET /files/special",
        "DELETE | /files/special                    | DELETE /files/{name} {name=special}",
        "GET  | /files/other                        | GET /files/{name} {name=other}",
        "PUT  | /files/other                        | only DELETE GET HEAD OPTIONS",
        "GET  | /files/a/content                    | GET /files/{name}/content {name=a}",
        "GET  | /files/a/other                      | nothing",
        "GET  | /files/                             | nothing",
        "GET  | /files                              | nothing",
        "GET  | /                                   | nothing"})
    void findsTheMostSpecialRoute(String method, String path, String expected) {
        List<String> shuffled = new ArrayList<>(ADDRESSES);
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            assertEquals(expected, find(routes(shuffled), method, path));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{any...}/end", "/{a}{b}", "/{}", "/a}", "/{a", "noslash", "/x{a}y{b}"})
    void brokenTemplatesAreRefused(String template) {
        assertThrows(IllegalArgumentException.class, () -> PathTemplate.of(template));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/models/..", "/v1/models/a%2F..", "/..%2fx", "/v1/./models", "/v1/models/%", "/v1/models/%4",
        "/v1/models/%gg", "/v1/models/%c3"})
    void badPathsAreRefusedWhereverTheyLead(String path) {
        Routes routes = routes(List.of("GET /v1/models/{id...}"));
        assertThrows(FailureException.class, () -> routes.match("GET", path));
    }

    @Test
    void dotsInsideOfNamesAreNames() {
        Routes routes = routes(List.of("GET /v1/models/{id...}"));
        assertEquals("GET /v1/models/{id...} {id=a..b/...}", find(routes, "GET", "/v1/models/a..b/..."));
        assertEquals("GET /v1/models/{id...} {id=gpt-3.5}", find(routes, "GET", "/v1/models/gpt%2d3.5"));
    }

    @Test
    void ofTwoForOneAddressTheFirstIsTaken() {
        Named first = new Named("first");
        Routes routes = new Routes(List.of(Routes.Route.of("GET", "/a/{x}", first),
                Routes.Route.of("GET", "/a/{x}", new Named("second"))));
        assertEquals("first {x=1}", find(routes, "GET", "/a/1"));
    }
}
