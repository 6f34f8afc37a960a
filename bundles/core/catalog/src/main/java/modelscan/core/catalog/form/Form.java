package modelscan.core.catalog.form;

import java.util.List;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.core.catalog.path.Path;

/**
 * How a provider is asked for one operation in its own JSON, and where its answer has what.
 *
 * <pre>{@code
 * Form form = FormReader.read(json, Operation.SPEECH, "acme calls speech");
 * }</pre>
 */
public final class Form {
    private final Operation operation;
    private final List<Way> ways;
    private final Optional<String> refusal;

    Form(Operation operation, List<Way> ways, Optional<String> refusal) {
        this.operation = operation;
        this.ways = List.copyOf(ways);
        this.refusal = refusal;
    }

    /**
     * One way to ask.
     *
     * @param when when this way is taken
     * @param call what is sent
     * @param reading how the answer is read
     * @param upload what is sent before
     * @param job how a job is followed to its end
     */
    record Way(Condition when, Call call, Reading reading, Optional<Upload> upload, Optional<Job> job) {
    }

    /** How an answer is read. */
    record Reading(Answer answer, Optional<UsageReading> usage, Optional<Fault> error) {
    }

    /**
     * What is sent before, so that the call can name it.
     *
     * @param call what is sent
     * @param value where its answer has what the call names
     * @param as the name that it gets
     * @param when the name that must have a value for it to be needed
     */
    record Upload(Call call, Path value, String as, Optional<String> when) {
    }

    /** Whether one call is all, so that it can be made like that of any dialect. */
    public boolean plain() {
        return ways.stream().allMatch(way -> way.upload.isEmpty() && way.job.isEmpty()
                && !(way.reading.answer instanceof Answer.Media media && !media.fetchedFrom().isEmpty()));
    }

    /** Whether the answer is a job that takes minutes. */
    public boolean job() {
        return ways.stream().anyMatch(way -> way.job.isPresent());
    }

    Operation operation() {
        return operation;
    }

    List<Way> ways() {
        return ways;
    }

    /** The way for a request; if none fits, the author's reason is told. */
    Way way(Lookup values) {
        for (Way way : ways) {
            if (way.when.fits(values)) {
                return way;
            }
        }
        throw new FailureException(refusal.map(reason -> Failure.of(ErrorCode.UNSUPPORTED, reason)).orElseGet(this::unfit));
    }

    private Failure unfit() {
        Condition wanted = ways.getLast().when;
        return Failure.of(ErrorCode.UNSUPPORTED, "this provider needs " + wanted.demand() + " for " + operation.word())
                .at(String.join(", ", wanted.names()));
    }
}
