package modelscan.core.plugins;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Asks services that are known by a property and a type of the JDK only. */
record Registered(BundleContext context, Class<?> kind, String filter) {

    /** What each of the services answers; one that is leaving says nothing. */
    <A> List<A> ask(Function<Object, A> question) {
        return references().map(reference -> answer(reference, question)).flatMap(Optional::stream).toList();
    }

    private <A> Optional<A> answer(ServiceReference<?> reference, Function<Object, A> question) {
        Object service = context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(question.apply(service));
        } finally {
            context.ungetService(reference);
        }
    }

    private Stream<ServiceReference<?>> references() {
        try {
            ServiceReference<?>[] references = context.getServiceReferences(kind.getName(), filter);
            return references == null ? Stream.empty() : Stream.of(references);
        } catch (InvalidSyntaxException ownFilter) {
            throw new IllegalStateException(ownFilter);
        }
    }
}
