package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A step around the rest of the pipeline.
 *
 * <pre>{@code
 * @Component
 * @StagePhase(Phase.GUARD)
 * public final class NoShouting implements Stage {
 *     public Reply handle(Exchange exchange, Next next) {
 *         if (exchange.chat().messages().getLast().text().endsWith("!!!")) {
 *             return Reply.refused(Failure.of(ErrorCode.CONTENT_FILTERED, "please do not shout"));
 *         }
 *         return next.handle(exchange);
 *     }
 * }
 * }</pre>
 *
 * <p>Register it as a service with the property {@link #PHASE}; within a phase the higher service ranking is further out.
 * Only the pipeline looks stages up. A stage is called by many threads at once.
 */
@ConsumerType
public interface Stage {
    /** Service property: the name of the {@link Phase}. */
    String PHASE = "modelscan.stage.phase";

    /** Answers the exchange, by itself or by what {@code next} answers. */
    Reply handle(Exchange exchange, Next next);
}
