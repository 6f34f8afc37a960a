package modelscan.test.fuzz;

import java.util.Optional;
import java.util.function.Supplier;
import modelscan.api.model.FailureException;

/** Something that may be refused, but in no other way than with a failure. */
final class Trial {
    private Trial() {
    }

    /** What it gives; empty if it is refused. */
    static <T> Optional<T> of(Supplier<T> something) {
        try {
            return Optional.of(something.get());
        } catch (FailureException refused) {
            return Optional.empty();
        }
    }
}
