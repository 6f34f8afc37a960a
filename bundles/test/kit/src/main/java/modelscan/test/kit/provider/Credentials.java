package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modelscan.test.kit.SeenRequest;

/**
 * A key as a provider's kind of auth wants it, and how it must be shown.
 *
 * @param kind the word of the descriptor
 * @param auth its value
 * @param key the whole key
 * @param secrets what of it must never be seen
 */
record Credentials(String kind, JsonNode auth, String key, List<String> secrets) {
    /** Where access tokens are given out, below the address of the scripted server. */
    static final String OFFICE = "/scripted-token-office";
    /** What is given out there. */
    static final String TOKEN = "scripted-access-token-7f3a91";
    private static final String SECRET = "sk-Contract-9d41c07be2f85a63";
    private static final String PRIVATE = privateKey();

    static Credentials of(JsonNode auth, String server) {
        String kind = auth.isObject() ? auth.fieldNames().hasNext() ? first(auth) : "none" : auth.asText("bearer");
        return switch (kind) {
            case "sigv4" -> new Credentials(kind, auth, "AKIACONTRACT00000001:" + SECRET, List.of(SECRET));
            case "google" -> new Credentials(kind, auth, account(server), List.of(PRIVATE, TOKEN));
            case "oauth" -> new Credentials(kind, auth, "contract-client:" + SECRET, List.of(SECRET, TOKEN));
            default -> new Credentials(kind, auth, SECRET, List.of(SECRET));
        };
    }

    /** Whether the provider cannot be called without a key. */
    boolean needed() {
        return !kind.equals("none") && !kind.equals("optional");
    }

    /** What is wrong with how a request shows the key; empty if nothing is. */
    String objection(SeenRequest request) {
        return switch (kind) {
            case "none" -> shown(request).map(where -> "the key is shown in " + where + " although auth is none").orElse("");
            case "header" -> wanted(request, auth.path("header").asText(), auth.path("prefix").asText("") + key);
            case "query" -> request.path().contains(auth.path("query").asText() + "=" + key) ? ""
                    : "the key is not in the query as '" + auth.path("query").asText() + "'";
            case "sigv4" -> request.header("authorization").orElse("").startsWith("AWS4-HMAC-SHA256 Credential=AKIACONTRACT00000001/")
                    && request.header("x-amz-date").isPresent() ? "" : "the request is not signed";
            case "google", "oauth" -> wanted(request, "authorization", "Bearer " + TOKEN);
            default -> wanted(request, "authorization", "Bearer " + key);
        };
    }

    /** Whether a text holds what nobody may see. */
    boolean betrayed(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    private Optional<String> shown(SeenRequest request) {
        return request.headers().entrySet().stream().filter(header -> betrayed(header.getValue())).map(header -> header.getKey())
                .findFirst();
    }

    private static String wanted(SeenRequest request, String header, String value) {
        Optional<String> sent = request.header(header.toLowerCase(Locale.ROOT));
        return sent.isEmpty() ? "there is no header '" + header + "'"
                : sent.get().equals(value) ? "" : "the header '" + header + "' does not show the key as the descriptor says";
    }

    private static String first(JsonNode auth) {
        for (String kind : List.of("header", "query", "sigv4", "google", "oauth")) {
            if (auth.has(kind)) {
                return kind;
            }
        }
        return "none";
    }

    private static String account(String server) {
        return new JsonMapper().createObjectNode().put("type", "service_account").put("client_email", "contract@example.com")
                .put("private_key_id", "k1").put("private_key", "-----BEGIN PRIVATE KEY-----\n" + PRIVATE
                        + "\n-----END PRIVATE KEY-----\n").put("token_uri", server + OFFICE).toString();
    }

    private static String privateKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return Base64.getEncoder().encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + kind + "]";
    }
}
