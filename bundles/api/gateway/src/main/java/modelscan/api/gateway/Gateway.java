package modelscan.api.gateway;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The way in: runs an exchange through the pipeline.
 *
 * <pre>{@code
 * try (Reply reply = gateway.handle(exchange)) {
 *     reply.forEach(event -> …);
 * }
 * }</pre>
 */
@ProviderType
public interface Gateway {
    /** Answers the exchange; every failure, expected or not, is in the reply. The caller closes the reply. */
    Reply handle(Exchange exchange);

    /** The stages that the next exchange will pass, outermost first. */
    List<Stand> stages();

    /** Where a stage stands: phase, ranking, its class and the bundle it comes from. */
    record Stand(Phase phase, int ranking, String stage, String bundle) {
    }
}
