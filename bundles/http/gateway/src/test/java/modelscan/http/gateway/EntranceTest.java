package modelscan.http.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import modelscan.api.gateway.Doorkeeper;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntranceTest {
    private static final Endpoint WHO = call ->
            call.answer(200, "text/plain", call.principal().id().getBytes(StandardCharsets.UTF_8));

    private final AtomicReference<Optional<String>> shown = new AtomicReference<>();
    private final Doorkeeper doorkeeper = (key, _) -> {
        shown.set(key);
        return key.filter("right"::equals).map(_ -> Principal.of("key-1")).orElseThrow(() ->
                new FailureException(Failure.of(ErrorCode.UNAUTHENTICATED, "this key is not known")));
    };
    private Rig rig;

    @BeforeEach
    void listen() throws Exception {
        rig = new Rig().data("GET", "/who", new EndpointTarget(Held.always(WHO), false))
                .data("GET", "/open", new EndpointTarget(Held.always(WHO), true))
                .entrance(new Entrance(Held.always(doorkeeper)));
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @ParameterizedTest
    @CsvSource({"authorization,Bearer right", "authorization,bearer  right ", "x-api-key,right", "x-goog-api-key,right",
        "api-key,right"})
    void takesTheKeyInWhicheverWayClientsSendIt(String header, String value) throws Exception {
        assertEquals("key-1", get("/who", header, value).body());
    }

    @Test
    void takesTheKeyFromTheAddress() throws Exception {
        assertEquals("key-1", get("/who?key=right").body());
    }

    @Test
    void refusesWhoIsNotKnown() throws Exception {
        assertEquals(401, get("/who", "x-api-key", "wrong").statusCode());
        assertEquals(401, get("/who").statusCode());
        assertEquals(Optional.empty(), shown.get());
    }

    @Test
    void nobodyComesInWithoutADoorkeeper() throws Exception {
        rig.entrance(new Entrance(Optional::empty));
        assertEquals(503, get("/who").statusCode());
        assertEquals(200, get("/open").statusCode());
    }

    @ParameterizedTest
    @CsvSource({"anthropic-version,2023-06-01,authentication_error", "x-goog-api-client,genai,UNAUTHENTICATED",
        "accept,application/json,param"})
    void refusesInTheWordsOfTheCallerAtTheListOfModels(String header, String value, String word) throws Exception {
        rig.data("GET", "/v1/models", new EndpointTarget(Held.always(WHO), false));
        assertTrue(get("/v1/models", header, value).body().contains(word));
    }

    @Test
    void whatIsOpenAsksNobody() throws Exception {
        assertEquals("anonymous", get("/open", "x-api-key", "wrong").body());
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(rig.data().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
