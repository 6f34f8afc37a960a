package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import modelscan.api.gateway.Jobs;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import modelscan.shell.commands.answer.Sentence;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:jobs}: the work that outlives its connection; stops one. */
@Component(service = JobList.class, property = {Verb.MS, Verb.NAME + "=jobs", Verb.TAKES + "=[cancel <id>]",
        Verb.ABOUT + "=the work that outlives its connection; stops one"})
public final class JobList {
    private static final List<Column> COLUMNS = List.of(Column.text("id"), Column.text("state"), Column.number("percent"),
            Column.text("operation"), Column.text("model"), Column.text("owner"), Column.text("created"), Column.text("why"));

    private final Jobs jobs;

    @Activate
    public JobList(@Reference Jobs jobs) {
        this.jobs = jobs;
    }

    /** The command. */
    public Answer jobs(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 2, words);
        Optional<String> verb = arguments.word(0);
        if (verb.isEmpty()) {
            return arguments.answer(new Listing("jobs", COLUMNS, jobs.list().stream().map(JobList::row).toList()));
        }
        if (!verb.get().equals("cancel")) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "'" + verb.get() + "' is not what jobs can be "
                    + "told; known is cancel"));
        }
        String id = arguments.word(1, "the id of the job");
        if (jobs.find(id).isEmpty()) {
            throw Arguments.unknown("job", id, jobs.list().stream().map(Jobs.Job::id));
        }
        return arguments.answer(new Sentence("cancel", jobs.cancel(id) ? id + " is being stopped" : id + " was over already"));
    }

    private static ObjectNode row(Jobs.Job job) {
        ObjectNode row = Listing.row().put("id", job.id()).put("state", job.state().name().toLowerCase(Locale.ROOT));
        job.percent().ifPresent(percent -> row.put("percent", percent));
        return row.put("operation", job.operation().word()).put("model", job.model()).put("owner", job.owner())
                .put("created", job.created().toString()).put("changed", job.changed().toString())
                .put("why", job.failure().map(Failure::message).orElse(""));
    }
}
