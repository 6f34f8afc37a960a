package modelscan.api.gateway;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import modelscan.api.model.Failure;
import modelscan.api.model.JobState;
import modelscan.api.model.Operation;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Work that outlives its connection: it goes on when the caller leaves and after a restart, until it is done or cancelled.
 *
 * <pre>{@code
 * Job job = jobs.submit(exchange, Optional.empty());
 * jobs.find(job.id()).map(Job::state); // Optional[RUNNING]
 * }</pre>
 */
@ProviderType
public interface Jobs {
    /**
     * Begins a job; it is on disk when this returns.
     *
     * @param webhook where its end is told by a POST, if anywhere
     * @throws modelscan.api.model.FailureException if too many jobs wait already
     */
    Job submit(Exchange exchange, Optional<URI> webhook);

    /** The job of this id, if it is not forgotten. */
    Optional<Job> find(String id);

    /** The jobs that are not forgotten, latest first. */
    List<Job> list();

    /** Stops a job, also at its provider; false if it was over already. */
    boolean cancel(String id);

    /** Forgets a job that is over, with all it answered; false if it is not over or not known. */
    boolean forget(String id);

    /** What a job answered, as if it were answered now; a refusal as long as it is not over. */
    Reply result(String id);

    /**
     * A job as it stands.
     *
     * @param id our name of it
     * @param owner the principal that began it
     * @param operation the kind of work
     * @param model the model's name as the caller wrote it
     * @param state where it stands
     * @param percent how far it is, if the provider says so
     * @param created when it was begun
     * @param changed when it changed last
     * @param failure why it failed
     */
    record Job(String id, String owner, Operation operation, String model, JobState state, Optional<Integer> percent,
            Instant created, Instant changed, Optional<Failure> failure) {
        public Job {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(owner, "owner");
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(percent, "percent");
            Objects.requireNonNull(created, "created");
            Objects.requireNonNull(changed, "changed");
            Objects.requireNonNull(failure, "failure");
        }
    }
}
