package modelscan.core.catalog.form;

import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FailureException;

/**
 * Answers exchanges by forms, with all their steps: upload, call, job, result.
 *
 * <pre>{@code
 * Reply reply = new Forms().answer(exchange, form, calling);
 * }</pre>
 */
public final class Forms {
    private final InstantSource clock;
    private final Pace pace;
    private final RandomGenerator random;

    /** Forms in the time of the machine. */
    public Forms() {
        this(InstantSource.system(), Pace.REAL, RandomGenerator.getDefault());
    }

    Forms(InstantSource clock, Pace pace, RandomGenerator random) {
        this.clock = clock;
        this.pace = pace;
        this.random = random;
    }

    /** The reply, whose calls are made as it is pulled; what cannot be said in the form is refused at once. */
    public Reply answer(Exchange exchange, Form form, Calling calling) {
        List<String> warnings;
        Course course;
        Line line = new Line(calling, pace);
        try {
            Values values = Values.of(exchange);
            Form.Way way = form.way(values);
            warnings = calling.warnings(FormBack.losses(way, values));
            Opening opening = new Opening(way, values, line, new FormBack(form, clock));
            course = new Course(exchange, opening, calling, random);
        } catch (FailureException expected) {
            return Reply.refused(calling.signed(expected.failure()));
        }
        Cancellation.Hook hook = exchange.cancellation().onCancel(line::stop);
        Reply reply = Reply.of(course, () -> {
            hook.close();
            line.stop();
            course.close();
        });
        return warnings.isEmpty() ? reply : reply.receipted(receipt -> receipt.warning(warnings));
    }
}
