package modelscan.core.catalog.auth;

import java.util.ArrayList;
import java.util.List;
import modelscan.api.gateway.Cancellation;

/** Shows an access token that is got for the key, or the key itself where it is one. */
record TokenSigner(Grant grant, AccessTokens tokens) implements Signer {
    @Override
    public Signed sign(Call call, String key, Cancellation cancellation) {
        return Signers.bearer(call, tokens.token(grant, key, cancellation).orElse(key));
    }

    @Override
    public List<String> secrets(String key) {
        List<String> secrets = new ArrayList<>(grant.secrets(key));
        tokens.known().ifPresent(secrets::add);
        return secrets;
    }
}
