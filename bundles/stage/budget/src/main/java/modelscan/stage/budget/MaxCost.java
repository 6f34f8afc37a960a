package modelscan.stage.budget;

import java.util.Optional;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Money;

/** The header {@code x-modelscan-max-cost}: {@code 0.05}, which means US dollars, or {@code 0.05 EUR}. */
final class MaxCost {
    private static final String NAME = "max-cost";

    private MaxCost() {
    }

    /**
     * The most a request may cost, if its caller says so.
     *
     * @throws FailureException with INVALID_REQUEST if it is not an amount
     */
    static Optional<Money> of(Wishes wishes) {
        Optional<String> text = wishes.named(NAME);
        return text.isEmpty() ? Optional.empty() : Optional.of(read(text.get()));
    }

    private static Money read(String text) {
        String[] words = text.strip().split(" +");
        try {
            Money most = Money.of(words[0], words.length > 1 ? words[1] : "USD");
            if (words.length <= 2 && most.amount().signum() >= 0) {
                return most;
            }
        } catch (IllegalArgumentException notAnAmount) {
            // It is refused below.
        }
        throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "x-modelscan-max-cost is an amount such as 0.05 or "
                + "0.05 EUR, not '" + text.substring(0, Math.min(40, text.length())) + "'").at("x-modelscan-max-cost"));
    }
}
