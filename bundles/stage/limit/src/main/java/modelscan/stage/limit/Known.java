package modelscan.stage.limit;

import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Finds the provider a call is about. */
final class Known {
    private Known() {
    }

    static String provider(Call call, Gates gates) {
        return check(call.variables().getOrDefault("provider", ""), gates);
    }

    /** The provider, which must be there or have been set up before. */
    static String check(String provider, Gates gates) {
        if (!gates.known().contains(provider)) {
            throw new FailureException(Failure.of(ErrorCode.NOT_FOUND, "there is no provider '" + provider + "'").at("provider"));
        }
        return provider;
    }
}
