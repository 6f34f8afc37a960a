package modelscan.core.catalog.command;

import java.util.Optional;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Framing;
import modelscan.api.model.Failure;

/**
 * How one exchange with a program is spoken.
 *
 * @param back the program's dialect; its orders are {@code RUN}, with values as headers and the prompt as body
 * @param lines how its answer is cut into lines
 * @param key the account's key, if there is one
 * @param checked looks at an order before it is carried out, may change or refuse it
 * @param signed makes a failure the provider's, without the key
 * @param onClose when all is over
 */
public record Spoken(Back back, Framing lines, Optional<String> key, UnaryOperator<Back.Order> checked,
        UnaryOperator<Failure> signed, Runnable onClose) {
    /** Nothing of the key. */
    @Override
    public String toString() {
        return "Spoken";
    }
}
