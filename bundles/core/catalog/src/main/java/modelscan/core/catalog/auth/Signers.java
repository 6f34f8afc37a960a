package modelscan.core.catalog.auth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import modelscan.base.net.Upstream;

/**
 * Makes signers for one provider.
 *
 * @param provider its id, for messages
 * @param upstream over which access tokens are got
 * @param clock tells when they end
 */
public record Signers(String provider, Upstream upstream, InstantSource clock) {

    /** The signer of this kind, whose placeholders are replaced already. */
    public Signer of(Auth auth) {
        return switch (auth) {
            case Auth.None _ -> (call, _, _) -> new Signer.Signed(call.uri(), Map.of());
            case Auth.Bearer _ -> (call, key, _) -> bearer(call, key);
            case Auth.Header(String name, String prefix) -> (call, key, _) -> header(call, name, prefix, key);
            case Auth.Query(String name) -> (call, key, _) -> query(call, name, key);
            case Auth.Aws(String service, String region) -> new AwsSigner(service, region, clock);
            case Auth.Google(String scope) -> new TokenSigner(new GoogleGrant(scope, clock), tokens());
            case Auth.Client(String token, String scope) ->
                    new TokenSigner(new ClientGrant(URI.create(token), scope), tokens());
        };
    }

    private AccessTokens tokens() {
        return new AccessTokens(new TokenDesk(provider, upstream, clock), clock);
    }

    /** Shows the key as a bearer token. */
    static Signer.Signed bearer(Signer.Call call, String key) {
        return new Signer.Signed(call.uri(), Map.of("Authorization", "Bearer " + key));
    }

    private static Signer.Signed header(Signer.Call call, String name, String prefix, String key) {
        return new Signer.Signed(call.uri(), Map.of(name, prefix + key));
    }

    private static Signer.Signed query(Signer.Call call, String name, String key) {
        String before = call.uri().getRawQuery() == null ? "?" : "&";
        return new Signer.Signed(URI.create(call.uri() + before + name + "="
                + URLEncoder.encode(key, StandardCharsets.UTF_8)), Map.of());
    }
}
