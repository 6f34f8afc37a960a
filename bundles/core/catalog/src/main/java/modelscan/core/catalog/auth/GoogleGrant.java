package modelscan.core.catalog.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** The JSON of a service account: a claim signed with its private key; any other key is a token itself. */
record GoogleGrant(String scope, InstantSource clock) implements Grant {
    private static final String OFFICE = "https://oauth2.googleapis.com/token";
    private static final String KIND = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final long HOUR = 3600;

    @Override
    public Optional<Application> application(String key) {
        if (!key.stripLeading().startsWith("{")) {
            return Optional.empty();
        }
        JsonNode account = account(key);
        String address = account.path("token_uri").asText(OFFICE);
        return Optional.of(new Application(URI.create(address), Map.of(),
                Map.of("grant_type", KIND, "assertion", assertion(account, address))));
    }

    @Override
    public List<String> secrets(String key) {
        if (!key.stripLeading().startsWith("{")) {
            return List.of(key);
        }
        try {
            String text = account(key).path("private_key").asText();
            return List.of(key, text, text.replace("\n", "\\n"));
        } catch (IllegalArgumentException unreadable) {
            return List.of(key);
        }
    }

    private String assertion(JsonNode account, String address) {
        long now = clock.instant().getEpochSecond();
        ObjectNode head = Json.object().put("alg", "RS256").put("typ", "JWT");
        if (account.path("private_key_id").isTextual()) {
            head.put("kid", account.path("private_key_id").textValue());
        }
        ObjectNode claim = Json.object().put("iss", text(account, "client_email")).put("scope", scope).put("aud", address)
                .put("iat", now).put("exp", now + HOUR);
        String signed = encoded(Json.write(head)) + "." + encoded(Json.write(claim));
        return signed + "." + encoded(signature(text(account, "private_key"), signed));
    }

    private static byte[] signature(String pem, String text) {
        String bare = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(bare))));
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            // The cause may repeat the key.
            throw new IllegalArgumentException("'private_key' in it is not a private RSA key in PEM");
        }
    }

    private static JsonNode account(String key) {
        try {
            return Json.read(key);
        } catch (FailureException malformed) {
            throw new IllegalArgumentException("it is not the JSON file of a service account");
        }
    }

    private static String text(JsonNode account, String member) {
        String text = account.path(member).asText();
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'" + member + "' is missing in it");
        }
        return text;
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
