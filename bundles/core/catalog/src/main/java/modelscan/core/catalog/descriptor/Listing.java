package modelscan.core.catalog.descriptor;

import java.util.Optional;
import modelscan.core.catalog.path.Path;

/**
 * Where a provider lists its models itself.
 *
 * @param path below its address
 * @param items where the models stand in the answer
 * @param id where the id stands in a model
 * @param context where the most tokens in and out stand
 * @param output where the most tokens out stand
 * @param strip what ids begin with and callers do not write
 */
public record Listing(String path, Path items, Path id, Optional<Path> context, Optional<Path> output, String strip) {
    static final Listing USUAL = new Listing("/models", Path.of("data[]"), Path.of("id"), Optional.empty(), Optional.empty(),
            "");
}
