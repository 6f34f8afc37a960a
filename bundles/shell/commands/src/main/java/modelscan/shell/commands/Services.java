package modelscan.shell.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** Asks services that may or may not be there, for the length of one question. */
record Services(BundleContext context) {

    /** What the best service of this kind answers; empty if there is none. */
    <S, R> Optional<R> ask(Class<S> kind, Function<S, R> question) {
        ServiceReference<S> reference = context.getServiceReference(kind);
        return reference == null ? Optional.empty() : ask(reference, question);
    }

    /** What all services of this kind with such properties answer. */
    <S, R> List<R> askAll(Class<S> kind, String filter, Function<S, R> question) {
        List<R> answers = new ArrayList<>();
        try {
            for (ServiceReference<S> reference : context.getServiceReferences(kind, filter)) {
                ask(reference, question).ifPresent(answers::add);
            }
        } catch (InvalidSyntaxException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        return answers;
    }

    private <S, R> Optional<R> ask(ServiceReference<S> reference, Function<S, R> question) {
        S service = context.getService(reference);
        if (service == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(question.apply(service));
        } finally {
            context.ungetService(reference);
        }
    }
}
