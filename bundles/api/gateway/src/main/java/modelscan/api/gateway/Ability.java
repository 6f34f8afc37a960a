package modelscan.api.gateway;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something a provider can do; each operation has an ability of its own.
 *
 * <p>Register the special interface, such as {@link ChatModel}, as a service with the property {@link Provider#ID}. What a
 * vendor cannot do is simply not registered. Only the catalog looks abilities up. It is called by many threads at once.
 */
@ConsumerType
public interface Ability {
    /**
     * Answers the exchange with the model named by its candidate.
     *
     * <p>Expected failures are in the reply. Until it returns, {@link Exchange#cancellation()} must end the waiting; after
     * that, closing the reply does.
     */
    Reply answer(Exchange exchange);
}
