package modelscan.core.catalog.form;

import java.util.List;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;

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

    Form(Operation operation, List<Way> ways) {
        this.operation = operation;
        this.ways = List.copyOf(ways);
    }

    /**
     * One way to ask.
     *
     * @param when the name that must have a value for this way to be taken; empty for always
     * @param call what is sent
     * @param reading how the answer is read
     * @param upload what is sent before
     * @param job how a job is followed to its end
     */
    record Way(Optional<String> when, Call call, Reading reading, Optional<Upload> upload, Optional<Job> job) {
    }

    /** How an answer is read. */
    record Reading(Answer answer, Optional<UsageReading> usage, Optional<ErrorMark> error) {
    }

    /**
     * What is sent before, so that the call can name it.
     *
     * @param call what is sent
     * @param value where its answer has what the call names
     * @param as the name that it gets
     * @param when the name that must have a value for it to be needed
     */
    record Upload(Call call, AnswerPath value, String as, Optional<String> when) {
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

    /** The way for a request. */
    Way way(Lookup values) {
        for (Way way : ways) {
            if (way.when.isEmpty() || values.value(way.when.get()).isPresent()) {
                return way;
            }
        }
        String wanted = ways.getLast().when.orElse("");
        throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, "this provider needs '" + wanted + "' for "
                + operation.word()).at(wanted));
    }
}
