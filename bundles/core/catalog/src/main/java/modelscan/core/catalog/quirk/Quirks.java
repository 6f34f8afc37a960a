package modelscan.core.catalog.quirk;

import java.util.List;
import java.util.Optional;
import modelscan.core.catalog.path.ErrorMark;
import modelscan.core.catalog.path.Path;

/**
 * Small corrections of what goes out and comes back.
 *
 * @param corrections of requests, in order
 * @param usage where an answer tells its usage when it is not where the dialect has it
 * @param error where an answer with a status of success says that it is an error
 */
public record Quirks(List<Correction> corrections, Optional<Path> usage, Optional<ErrorMark> error) {

    /** No corrections. */
    public static final Quirks NONE = new Quirks(List.of(), Optional.empty(), Optional.empty());

    public Quirks {
        corrections = List.copyOf(corrections);
    }
}
