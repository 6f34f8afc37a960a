package modelscan.core.catalog.auth;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Cancellation;

/** Signs with {@code ACCESS:SECRET} or {@code ACCESS:SECRET:SESSION}; a key without a colon is a bearer token. */
record AwsSigner(String service, String region, InstantSource clock) implements Signer {
    @Override
    public Signed sign(Call call, String key, Cancellation cancellation) {
        String[] parts = key.split(":", 3);
        if (parts.length == 1) {
            return Signers.bearer(call, key);
        }
        Optional<String> session = parts.length == 3 ? Optional.of(parts[2]) : Optional.empty();
        return new Signed(call.uri(), AwsSignature.headers(call.method(), call.uri(), call.headers(), call.body(), parts[0],
                parts[1], session, region, service, clock.instant()));
    }

    @Override
    public List<String> secrets(String key) {
        return List.of(key.split(":", 3));
    }
}
