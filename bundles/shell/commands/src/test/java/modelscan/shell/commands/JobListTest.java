package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Jobs;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.JobState;
import modelscan.api.model.Operation;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Paper;
import org.junit.jupiter.api.Test;

class JobListTest {
    private static final Instant TIME = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<Jobs.Job> ALL = List.of(
            new Jobs.Job("job_2", "anonymous", Operation.VIDEO, "luma/ray", JobState.RUNNING, Optional.of(40), TIME, TIME,
                    Optional.empty()),
            new Jobs.Job("job_1", "anonymous", Operation.IMAGE, "flux", JobState.FAILED, Optional.empty(), TIME, TIME,
                    Optional.of(Failure.of(ErrorCode.PROVIDER_ERROR, "it broke"))));

    private final JobList jobs = new JobList(Fakes.fake(Jobs.class, (method, arguments) -> switch (method) {
        case "list" -> ALL;
        case "find" -> ALL.stream().filter(job -> job.id().equals(arguments[0])).findFirst();
        case "cancel" -> arguments[0].equals("job_2");
        default -> throw new UnsupportedOperationException(method);
    }));

    private String text(String... words) {
        Answer answer = jobs.jobs(Fakes.session(), words);
        return answer.text(Paper.ENDLESS);
    }

    private String refusal(String... words) {
        return assertThrows(FailureException.class, () -> text(words)).getMessage();
    }

    @Test
    void lists() {
        assertEquals("""
                ID     STATE    PERCENT  OPERATION  MODEL     OWNER      CREATED               WHY
                job_2  running       40  video      luma/ray  anonymous  2026-11-21T12:00:00Z
                job_1  failed            image      flux      anonymous  2026-11-21T12:00:00Z  it broke""", text());
        assertEquals(40, jobs.jobs(Fakes.session(), "--json").json().path("jobs").path(0).path("percent").asInt());
    }

    @Test
    void cancels() {
        assertEquals("job_2 is being stopped", text("cancel", "job_2"));
        assertEquals("job_1 was over already", text("cancel", "job_1"));
        assertEquals("unknown job 'job_3'; did you mean 'job_1' or 'job_2'?", refusal("cancel", "job_3"));
        assertEquals("the id of the job is missing", refusal("cancel"));
        assertEquals("'stop' is not what jobs can be told; known is cancel", refusal("stop", "job_2"));
    }
}
