package modelscan.core.catalog.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import modelscan.api.gateway.Cancellation;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.net.Limits;
import modelscan.base.net.Upstream;
import modelscan.core.catalog.FakeProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignersTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    private final FakeProvider office = FakeProvider.start();
    private final Upstream upstream = new Upstream(Limits.usual());
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Signers signers = new Signers("acme", upstream, now::get);
    private final AtomicInteger given = new AtomicInteger();

    @AfterEach
    void stop() {
        office.close();
        upstream.close();
    }

    @Test
    void simpleKindsShowTheKeyWhereItBelongs() {
        assertEquals(Map.of("Authorization", "Bearer k"), headers(new Auth.Bearer(false)));
        assertEquals(Map.of("xi-api-key", "k"), headers(new Auth.Header("xi-api-key", "")));
        assertEquals(Map.of("Authorization", "Token k"), headers(new Auth.Header("Authorization", "Token ")));
        assertEquals(Map.of(), headers(new Auth.None()));
        assertEquals("https://x.test/a?key=k%26%3D", sign(new Auth.Query("key"), "k&=", "https://x.test/a").uri().toString());
        assertEquals("https://x.test/a?b=1&key=k", sign(new Auth.Query("key"), "k", "https://x.test/a?b=1").uri().toString());
    }

    @Test
    void amazonsSignatureNeedsThreePartsOrIsABearerToken() {
        Auth aws = new Auth.Aws("bedrock", "eu-west-1");
        Map<String, String> signed = headers(aws, "AKID:very-secret:sess:ion");
        String text = signed.toString();
        assertTrue(text.contains("AKID/20261121/eu-west-1/bedrock/aws4_request"), text);
        assertTrue(text.contains("sess:ion"), text);
        assertFalse(text.contains("very-secret"), text);
        assertEquals(Map.of("Authorization", "Bearer api-key"), headers(aws, "api-key"));
        assertEquals(List.of("AKID", "very-secret"), signers.of(aws).secrets("AKID:very-secret"));
    }

    @Test
    void clientAndSecretAreExchangedForATokenThatIsKept() {
        giving(3600);
        Signer signer = signers.of(new Auth.Client(office.url() + "/token", "all apis"));
        assertEquals("Bearer token-1", bearer(signer, "client:s:cret"));
        assertEquals("Bearer token-1", bearer(signer, "client:s:cret"));
        now.set(START.plusSeconds(3600 - 61));
        assertEquals("Bearer token-1", bearer(signer, "client:s:cret"));
        now.set(START.plusSeconds(3600 - 60));
        assertEquals("Bearer token-2", bearer(signer, "client:s:cret"));
        assertEquals("Bearer token-3", bearer(signer, "other:key"));
        assertEquals("grant_type=client_credentials&scope=all+apis", office.received().getFirst().body());
        assertEquals("Basic " + Base64.getEncoder().encodeToString("client:s%3Acret".getBytes(StandardCharsets.UTF_8)),
                office.received().getFirst().header("authorization"));
        assertEquals("Bearer plain", bearer(signer, "plain"));
        assertEquals(3, office.received().size());
    }

    @Test
    void secretsIncludeTheTokenThatWasGot() {
        giving(3600);
        Signer signer = signers.of(new Auth.Client(office.url() + "/token", ""));
        bearer(signer, "client:secret");
        assertEquals(List.of("client:secret", "secret", "token-1"), signer.secrets("client:secret"));
    }

    @Test
    void manyAtOnceShareOneExchange() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        office.answers(_ -> {
            asked.countDown();
            await(answer);
            return token(3600);
        });
        Signer signer = signers.of(new Auth.Client(office.url() + "/token", ""));
        List<Thread> callers = IntStream.range(0, 20)
                .mapToObj(_ -> Thread.ofVirtual().start(() -> bearer(signer, "a:b"))).toList();
        asked.await();
        answer.countDown();
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(1, office.received().size());
    }

    @Test
    void whoeverGoesAwayDoesNotWaitAndTheOthersDo() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        office.answers(_ -> {
            asked.countDown();
            await(answer);
            return token(3600);
        });
        Signer signer = signers.of(new Auth.Client(office.url() + "/token", ""));
        Cancellation gone = new Cancellation();
        AtomicReference<Failure> failure = new AtomicReference<>();
        Thread leaving = Thread.ofVirtual().start(() -> failure.set(failure(signer, "a:b", gone)));
        asked.await();
        gone.cancel();
        leaving.join();
        assertEquals(ErrorCode.CANCELLED, failure.get().code());
        answer.countDown();
        assertEquals("Bearer token-1", bearer(signer, "a:b"));
        assertEquals(1, office.received().size());
    }

    @Test
    void refusalsNameTheWayOutAndNoSecret() {
        Signer signer = signers.of(new Auth.Client(office.url() + "/token", ""));
        office.answers(401, "application/json", "{\"error\":\"invalid_client\",\"error_description\":\"s3cret is wrong\"}");
        Failure refused = failure(signer, "client:s3cret", new Cancellation());
        assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, refused.code());
        assertEquals("127.0.0.1 gives no access token for the key of acme (status 401, invalid_client); check "
                + "conf/secrets/acme or 'key' of modelscan.provider~acme", refused.message());
        office.answers(503, "text/html", "<html>");
        assertEquals(ErrorCode.PROVIDER_UNREACHABLE, failure(signer, "client:s3cret", new Cancellation()).code());
        office.answers(200, "application/json", "[]");
        assertEquals(ErrorCode.PROVIDER_UNREACHABLE, failure(signer, "client:s3cret", new Cancellation()).code());
        giving(10);
        assertEquals("Bearer token-1", bearer(signer, "client:s3cret"), "a failure is not kept");
        office.close();
        now.set(START.plusSeconds(6));
        Failure nobody = failure(signer, "client:s3cret", new Cancellation());
        assertEquals(ErrorCode.PROVIDER_UNREACHABLE, nobody.code());
        assertTrue(nobody.message().startsWith("no access token for acme could be got at 127.0.0.1: "), nobody.message());
    }

    @Test
    void aServiceAccountSignsAClaimThatGoogleCanCheck() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        String pem = "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        String key = Json.object().put("client_email", "me@p.test").put("private_key", pem).put("private_key_id", "k1")
                .put("token_uri", office.url() + "/token").toString();
        giving(3600);
        Signer signer = signers.of(new Auth.Google("https://scope.test"));
        assertEquals("Bearer token-1", bearer(signer, key));
        String body = URLDecoder.decode(office.received().getFirst().body(), StandardCharsets.UTF_8);
        assertTrue(body.endsWith("&grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer"), body);
        String[] parts = body.substring("assertion=".length(), body.indexOf('&')).split("\\.");
        JsonNode claim = Json.read(Base64.getUrlDecoder().decode(parts[1]));
        assertEquals("me@p.test", claim.path("iss").asText());
        assertEquals(office.url() + "/token", claim.path("aud").asText());
        assertEquals(3600, claim.path("exp").asLong() - claim.path("iat").asLong());
        assertEquals("k1", Json.read(Base64.getUrlDecoder().decode(parts[0])).path("kid").asText());
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(pair.getPublic());
        check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(check.verify(Base64.getUrlDecoder().decode(parts[2])));
        assertEquals("Bearer ya29.token", bearer(signer, "ya29.token"));
    }

    @Test
    void aServiceAccountThatCannotBeReadIsRefusedWithoutRepeatingIt() {
        Signer signer = signers.of(new Auth.Google("s"));
        for (String key : List.of("{oops", "{}", "{\"client_email\":\"a\",\"private_key\":\"c2VjcmV0\"}",
                "{\"client_email\":\"a\",\"private_key\":\"%%\"}", "{\"client_email\":\"a\",\"private_key\":\"x\",\"token_uri\":\"a b\"}")) {
            Failure failure = failure(signer, key, new Cancellation());
            assertEquals(ErrorCode.PROVIDER_KEY_REFUSED, failure.code());
            assertFalse(failure.message().contains("c2VjcmV0"), failure.message());
            assertTrue(failure.message().contains("conf/secrets/acme"), failure.message());
        }
    }

    private void giving(int seconds) {
        office.answers(_ -> token(seconds));
    }

    private FakeProvider.Answer token(int seconds) {
        return new FakeProvider.Answer(200, "application/json",
                "{\"access_token\":\"token-" + given.incrementAndGet() + "\",\"expires_in\":" + seconds + "}");
    }

    private Map<String, String> headers(Auth auth) {
        return headers(auth, "k");
    }

    private Map<String, String> headers(Auth auth, String key) {
        return sign(auth, key, "https://x.test/a").headers();
    }

    private Signer.Signed sign(Auth auth, String key, String uri) {
        return signers.of(auth).sign(call(uri), key, new Cancellation());
    }

    private static Signer.Call call(String uri) {
        return new Signer.Call("POST", URI.create(uri), Map.of("content-type", "application/json"), new byte[0]);
    }

    private static String bearer(Signer signer, String key) {
        return signer.sign(call("https://x.test/a"), key, new Cancellation()).headers().get("Authorization");
    }

    private static Failure failure(Signer signer, String key, Cancellation cancellation) {
        return assertThrows(FailureException.class, () -> signer.sign(call("https://x.test/a"), key, cancellation)).failure();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
