package modelscan.core.catalog.auth;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import modelscan.base.net.Patience;
import modelscan.base.net.Upstream;
import modelscan.base.net.UpstreamAnswer;
import modelscan.base.net.UpstreamRequest;

/** Where access tokens are got; what goes wrong is told without anything secret. */
record TokenDesk(String provider, Upstream upstream, InstantSource clock) {
    private static final int LARGEST = 64 << 10;
    // Where it is not told, half of what everybody gives at least.
    private static final long USUAL_SECONDS = 600;
    private static final Pattern ERROR_WORD = Pattern.compile("[a-z_]{1,40}");
    private static final Patience PATIENCE = Patience.usual().firstByte(Duration.ofSeconds(20))
            .total(Duration.ofSeconds(30));

    /** A token for this key; empty if the key is one itself. */
    Optional<AccessToken> ask(Grant grant, String key) {
        Optional<Grant.Application> application;
        try {
            application = grant.application(key);
        } catch (IllegalArgumentException unreadable) {
            throw refused("the key of " + provider + " cannot be used: " + unreadable.getMessage());
        }
        return application.map(this::ask);
    }

    private AccessToken ask(Grant.Application application) {
        String where = application.address().getHost();
        Map<String, String> headers = new HashMap<>(application.headers());
        headers.put("content-type", "application/x-www-form-urlencoded");
        headers.put("accept", "application/json");
        try (UpstreamAnswer answer = upstream.call(UpstreamRequest.post(application.address(), headers,
                form(application.form())).patience(PATIENCE)).send()) {
            return token(answer.status(), body(answer), where);
        } catch (FailureException unreachable) {
            if (unreachable.failure().provider().isPresent()) {
                throw unreachable;
            }
            throw failed(ErrorCode.PROVIDER_UNREACHABLE, "no access token for " + provider + " could be got at " + where
                    + ": " + unreachable.failure().message());
        } catch (IllegalArgumentException noAddress) {
            throw refused("the address at which " + provider + " gives access tokens is not one of http or https");
        }
    }

    private static JsonNode body(UpstreamAnswer answer) {
        byte[] bytes = answer.bytes(LARGEST);
        try {
            return Json.read(bytes);
        } catch (FailureException notJson) {
            return Json.object();
        }
    }

    private AccessToken token(int status, JsonNode body, String where) {
        JsonNode error = body.path("error");
        String word = error.isTextual() && ERROR_WORD.matcher(error.textValue()).matches() ? ", " + error.textValue() : "";
        if (status >= 400 && status < 500 && status != 408 && status != 429) {
            throw refused(where + " gives no access token for the key of " + provider + " (status " + status + word + ")");
        }
        String text = body.path("access_token").asText();
        if (status / 100 != 2 || text.isEmpty()) {
            throw failed(ErrorCode.PROVIDER_UNREACHABLE, where + " gave no access token for " + provider + " (status "
                    + status + word + "); try again later");
        }
        return AccessToken.of(text, clock.instant(), body.path("expires_in").asLong(USUAL_SECONDS));
    }

    private FailureException refused(String what) {
        return failed(ErrorCode.PROVIDER_KEY_REFUSED, what + "; check conf/secrets/" + provider
                + " or 'key' of modelscan.provider~" + provider);
    }

    private FailureException failed(ErrorCode code, String message) {
        return new FailureException(Failure.of(code, message).by(provider));
    }

    private static byte[] form(Map<String, String> values) {
        return new TreeMap<>(values).entrySet().stream().map(value -> value.getKey() + "="
                + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")).getBytes(StandardCharsets.US_ASCII);
    }
}
