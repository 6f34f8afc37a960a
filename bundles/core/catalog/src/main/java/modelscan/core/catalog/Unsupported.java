package modelscan.core.catalog;

import java.util.List;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** What becomes of a request that its target cannot express wholly, as the caller wishes. */
enum Unsupported {
    /** It goes on without what cannot be said, silently. */
    DROP,
    /** It goes on, and the caller is told. */
    WARN,
    /** It goes no further. */
    REJECT;

    /**
     * What the caller wishes.
     *
     * @throws FailureException if there is no such wish
     */
    static Unsupported of(Wishes wishes) {
        String word = wishes.named("unsupported").orElse("warn");
        return switch (word) {
            case "drop" -> DROP;
            case "warn" -> WARN;
            case "reject" -> REJECT;
            default -> throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST,
                    "x-modelscan-unsupported cannot be '" + word + "'; allowed are drop, warn, reject")
                    .at("x-modelscan-unsupported"));
        };
    }

    /**
     * What the caller is to be told.
     *
     * @throws FailureException if the request goes no further
     */
    List<String> warnings(String provider, List<String> losses) {
        return switch (this) {
            case DROP -> List.of();
            case WARN -> losses;
            case REJECT -> {
                if (!losses.isEmpty()) {
                    throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, provider + " cannot be told all that is asked: "
                            + String.join("; ", losses) + "; leave it out, or send x-modelscan-unsupported: warn")
                            .by(provider));
                }
                yield List.of();
            }
        };
    }
}
