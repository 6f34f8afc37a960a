package modelscan.api.gateway;

import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Operation;

/**
 * A model as its provider offers it.
 *
 * @param id its name at the provider
 * @param operations what it can be asked for
 * @param context the most tokens in and out together, if known
 * @param output the most tokens out, if known
 * @param capabilities words such as {@code tools}, {@code vision}, {@code json}
 * @param prices what it costs, if known
 * @param source where these figures come from
 * @param verified when they were last compared with the source
 */
public record Model(String id, Set<Operation> operations, Optional<Integer> context, Optional<Integer> output,
        Set<String> capabilities, Optional<Prices> prices, Optional<String> source, Optional<LocalDate> verified) {

    public Model {
        Objects.requireNonNull(id, "id");
        operations = Set.copyOf(operations);
        Objects.requireNonNull(context, "context");
        Objects.requireNonNull(output, "output");
        capabilities = Set.copyOf(capabilities);
        Objects.requireNonNull(prices, "prices");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(verified, "verified");
    }

    /** A model of which nothing is known but its name and what it is asked for. */
    public static Model unknown(String id, Operation operation) {
        return new Model(id, Set.of(operation), Optional.empty(), Optional.empty(), Set.of(), Optional.empty(),
                Optional.empty(), Optional.empty());
    }
}
