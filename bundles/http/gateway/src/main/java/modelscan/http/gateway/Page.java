package modelscan.http.gateway;

import java.util.Optional;
import modelscan.api.gateway.http.Call;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Reads how much of a list is asked for. */
final class Page {
    private Page() {
    }

    /** A whole number in the query, within bounds; empty if it is not there. */
    static Optional<Integer> number(Call call, String name, int least, int most) {
        return call.query(name).filter(text -> !text.isEmpty()).map(text -> {
            try {
                return Math.clamp(Long.parseLong(text), least, most);
            } catch (NumberFormatException notANumber) {
                throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST,
                        "'" + name + "' must be a whole number, not '" + text + "'").at(name), notANumber);
            }
        });
    }
}
