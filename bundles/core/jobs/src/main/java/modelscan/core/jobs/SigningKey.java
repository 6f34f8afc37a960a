package modelscan.core.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key with which webhooks are signed, as {@code whsec_} and base64; its text says nothing. */
final class SigningKey {
    private static final String PREFIX = "whsec_";
    private static final int LENGTH = 32;

    private final byte[] key;

    private SigningKey(byte[] key) {
        this.key = key;
    }

    static SigningKey fresh() {
        byte[] key = new byte[LENGTH];
        new SecureRandom().nextBytes(key);
        return new SigningKey(key);
    }

    static SigningKey of(byte[] text) throws IOException {
        String written = new String(text, StandardCharsets.US_ASCII).strip();
        try {
            if (written.startsWith(PREFIX) && written.length() > PREFIX.length()) {
                return new SigningKey(Base64.getDecoder().decode(written.substring(PREFIX.length())));
            }
        } catch (IllegalArgumentException notBase64) {
            throw new IOException("the key of the webhooks is not base64");
        }
        throw new IOException("the key of the webhooks does not begin with " + PREFIX);
    }

    /** As it stands in its file. */
    byte[] text() {
        return (PREFIX + Base64.getEncoder().encodeToString(key)).getBytes(StandardCharsets.US_ASCII);
    }

    /** The signature over id, time and body. */
    String sign(String id, long seconds, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
