package modelscan.core.jobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.Money;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.api.model.VideoRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableJobsTest {
    private static final Usage USAGE = Usage.NONE.with(Unit.SECOND, 5);
    private static final StreamEvent FINISHED = new StreamEvent.Finished(0, FinishReason.STOP, "");

    private final Rig rig = new Rig();

    @TempDir
    Path folder;

    private static Reply film() {
        return Rig.from(Reply.of(Rig.stands("t-1", JobState.QUEUED, 0), Rig.stands("t-1", JobState.RUNNING, 40),
                Rig.stands("t-1", JobState.SUCCEEDED, 100),
                new StreamEvent.MediaProduced(0, new Media.Bytes("video/mp4", new byte[] {7, 8, 9}), Optional.empty()),
                new StreamEvent.UsageReported(USAGE), FINISHED))
                .receipted(receipt -> receipt.costing(new Cost.Known(Money.of("0.40", "USD"))));
    }

    private static List<StreamEvent> events(Reply reply) {
        List<StreamEvent> events = new ArrayList<>();
        try (reply) {
            reply.forEach(events::add);
        }
        return events;
    }

    private static Failure failure(Reply reply) {
        try (reply) {
            return reply.next().orElseThrow().failure().orElseThrow();
        }
    }

    @Test
    void isOnDiskWhenSubmittedAndAnswersAsIfItWereNow() {
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = _ -> film();
        Job job = jobs.submit(Rig.video("a cat"), Optional.empty());
        assertTrue(Files.exists(folder.resolve(job.id()).resolve("job.json")));
        Job over = Rig.over(jobs, job.id());
        assertEquals(JobState.SUCCEEDED, over.state());
        assertEquals(Optional.of(100), over.percent());
        jobs.close();
        try (Reply reply = rig.jobs(folder).result(job.id())) {
            StreamEvent.MediaProduced made = (StreamEvent.MediaProduced) reply.next().orElseThrow().events().getFirst();
            assertArrayEquals(new byte[] {7, 8, 9}, ((Media.Bytes) made.media()).data());
            assertEquals(List.of(new StreamEvent.UsageReported(USAGE)), reply.next().orElseThrow().events());
            assertEquals(List.of(FINISHED), reply.next().orElseThrow().events());
            assertTrue(reply.next().isEmpty());
            assertEquals(USAGE, reply.receipt().usage());
            assertEquals(new Cost.Known(Money.of("0.40", "USD")), reply.receipt().cost());
            assertEquals("luma/ray", reply.receipt().target().orElseThrow().name());
        }
        assertEquals(1, rig.asked.size());
    }

    @Test
    void goesOnWithItsTicketAfterARestart() {
        DurableJobs first = rig.jobs(folder);
        rig.answer = exchange -> Held.reply(exchange, Rig.stands("t-1", JobState.RUNNING, 40));
        Job job = first.submit(Rig.video("a cat"), Optional.empty());
        Rig.until(() -> first.find(job.id()).orElseThrow().percent().equals(Optional.of(40)));
        assertEquals(ErrorCode.CONFLICT, failure(first.result(job.id())).code());
        first.close();
        assertFalse(rig.asked.getFirst().cancellation().cancelled(), "stopping the bundle must not cancel at the provider");

        rig.answer = _ -> film();
        DurableJobs second = rig.jobs(folder);
        assertEquals(JobState.SUCCEEDED, Rig.over(second, job.id()).state());
        assertEquals(Optional.of("t-1"), rig.asked.get(1).ticket());
        assertEquals("luma/ray", rig.asked.get(1).candidate().orElseThrow().name());
        assertEquals(1, rig.asked.get(1).attempt());
        assertEquals("a cat", ((VideoRequest) rig.asked.get(1).request()).prompt());
        assertEquals(3, events(second.result(job.id())).size());
    }

    @Test
    void forgetsWhatIsOverForGood() {
        DurableJobs first = rig.jobs(folder);
        rig.answer = Held::reply;
        Job job = first.submit(Rig.video("a cat"), Optional.empty());
        Rig.until(() -> rig.asked.size() == 1);
        assertFalse(first.forget(job.id()), "it is not over");
        assertTrue(first.cancel(job.id()));
        Rig.over(first, job.id());
        assertTrue(first.forget(job.id()));
        assertFalse(first.forget(job.id()));
        assertEquals(Optional.empty(), first.find(job.id()));
        first.close();
        assertEquals(List.of(), rig.jobs(folder).list());
    }

    @Test
    void failsAfterARestartWithoutATicket() {
        rig.settings.running = 1;
        DurableJobs first = rig.jobs(folder);
        rig.answer = Held::reply;
        Job begun = first.submit(Rig.video("begun"), Optional.empty());
        Rig.until(() -> rig.asked.size() == 1);
        Job waiting = first.submit(Rig.video("waiting"), Optional.empty());
        first.close();

        rig.answer = _ -> film();
        DurableJobs second = rig.jobs(folder);
        Job lost = Rig.over(second, begun.id());
        assertEquals(JobState.FAILED, lost.state());
        assertTrue(lost.failure().orElseThrow().message().contains("nobody knows whether it began"));
        assertEquals(JobState.SUCCEEDED, Rig.over(second, waiting.id()).state(), "what was not begun can be begun");
        assertEquals(2, rig.asked.size());
    }

    @Test
    void goesOnWhenTheProviderIsGoneForAWhile() {
        rig.away = true;
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = exchange -> switch (rig.asked.size()) {
            case 1 -> Rig.from(Reply.of(Rig.stands("t-1", JobState.RUNNING, 1), new StreamEvent.Failed(
                    Failure.of(ErrorCode.PROVIDER_GONE, "replaced"))));
            case 2 -> Reply.refused(ErrorCode.PROVIDER_UNREACHABLE, "no way");
            default -> film();
        };
        Job job = jobs.submit(Rig.video("a cat"), Optional.empty());
        Rig.until(() -> rig.waits.size() > 2);
        rig.away = false;
        assertEquals(JobState.SUCCEEDED, Rig.over(jobs, job.id()).state());
        assertEquals(Optional.empty(), rig.asked.getFirst().ticket());
        assertEquals(Optional.of("t-1"), rig.asked.get(2).ticket());
        assertEquals(Duration.ofSeconds(1), rig.waits.getFirst());
    }

    @Test
    void doesNotAskAgainWhatFailedForGood() {
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = _ -> Reply.refused(ErrorCode.PROVIDER_UNREACHABLE, "no ticket, no second try");
        assertEquals(JobState.FAILED, Rig.over(jobs, jobs.submit(Rig.video("a"), Optional.empty()).id()).state());
        rig.answer = _ -> Rig.from(Reply.of(Rig.stands("t", JobState.FAILED, 1), new StreamEvent.Failed(
                Failure.of(ErrorCode.PROVIDER_ERROR, "the film broke"))));
        Job job = Rig.over(jobs, jobs.submit(Rig.video("b"), Optional.empty()).id());
        assertEquals(Optional.of("the film broke"), job.failure().map(Failure::message));
        assertEquals("the film broke", failure(jobs.result(job.id())).message());
        assertEquals(2, rig.asked.size());
        rig.answer = _ -> {
            throw new IllegalStateException("a bug");
        };
        assertEquals(ErrorCode.INTERNAL, Rig.over(jobs, jobs.submit(Rig.video("c"), Optional.empty()).id()).failure()
                .orElseThrow().code());
    }

    @Test
    void cancels() {
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = exchange -> Held.reply(exchange, Rig.stands("t", JobState.RUNNING, 1));
        Job job = jobs.submit(Rig.video("a"), Optional.empty());
        Rig.until(() -> rig.asked.size() == 1);
        assertTrue(jobs.cancel(job.id()));
        assertEquals(JobState.CANCELLED, Rig.over(jobs, job.id()).state());
        assertTrue(rig.asked.getFirst().cancellation().cancelled());
        assertFalse(jobs.cancel(job.id()));
        assertFalse(jobs.cancel("job_unknown"));
        assertEquals(ErrorCode.CANCELLED, failure(jobs.result(job.id())).code());
        assertEquals(ErrorCode.NOT_FOUND, failure(jobs.result("job_unknown")).code());
    }

    @Test
    void cancelsAfterARestartWhatWasToBeCancelledBefore() throws Exception {
        DurableJobs first = rig.jobs(folder);
        rig.answer = exchange -> Held.reply(exchange, Rig.stands("t-1", JobState.RUNNING, 1));
        Job job = first.submit(Rig.video("a"), Optional.empty());
        Rig.until(() -> first.find(job.id()).orElseThrow().percent().isPresent());
        first.close();
        Path file = folder.resolve(job.id()).resolve("job.json");
        Files.write(file, EntryForm.write(EntryForm.read(Files.readAllBytes(file)).cancelled()));

        List<Boolean> cancelledBefore = new ArrayList<>();
        rig.answer = exchange -> {
            cancelledBefore.add(exchange.cancellation().cancelled());
            return Held.reply(exchange);
        };
        DurableJobs second = rig.jobs(folder);
        assertEquals(JobState.CANCELLED, Rig.over(second, job.id()).state());
        assertEquals(List.of(false), cancelledBefore, "a cancelled exchange would not reach the provider");
        assertEquals(Optional.of("t-1"), rig.asked.getLast().ticket());
        assertTrue(rig.asked.getLast().cancellation().cancelled());
    }

    @Test
    void submitsAndCancelsAtTheSameTime() throws Exception {
        rig.settings.running = 3;
        rig.settings.waiting = 100;
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = exchange -> Held.reply(exchange, Rig.stands("t", JobState.RUNNING, 1));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                Job job = jobs.submit(Rig.video("a"), Optional.empty());
                jobs.cancel(job.id());
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Rig.until(() -> jobs.list().stream().allMatch(job -> Entry.over(job.state())));
        assertEquals(40, jobs.list().size());
        assertTrue(jobs.list().stream().allMatch(job -> job.state() == JobState.CANCELLED));
        rig.answer = _ -> film();
        assertEquals(JobState.SUCCEEDED, Rig.over(jobs, jobs.submit(Rig.video("z"), Optional.empty()).id()).state());
    }

    @Test
    void refusesTooMany() {
        rig.settings.running = 1;
        rig.settings.waiting = 1;
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = Held::reply;
        jobs.submit(Rig.video("a"), Optional.empty());
        Job waiting = jobs.submit(Rig.video("b"), Optional.empty());
        assertEquals(ErrorCode.UNAVAILABLE, assertThrows(FailureException.class,
                () -> jobs.submit(Rig.video("c"), Optional.empty())).failure().code());
        jobs.cancel(waiting.id());
        assertEquals(JobState.CANCELLED, Rig.over(jobs, waiting.id()).state(), "who waits can be cancelled");
        jobs.close();
    }

    @Test
    void forgetsTheOldestAndTheOld() {
        rig.settings.keep = 2;
        DurableJobs jobs = rig.jobs(folder);
        rig.answer = _ -> film();
        Job first = jobs.submit(Rig.video("a"), Optional.empty());
        Rig.over(jobs, first.id());
        rig.now.updateAndGet(time -> time.plusSeconds(1));
        Rig.over(jobs, jobs.submit(Rig.video("b"), Optional.empty()).id());
        rig.now.updateAndGet(time -> time.plusSeconds(1));
        jobs.submit(Rig.video("c"), Optional.empty());
        Rig.until(() -> jobs.find(first.id()).isEmpty() && Files.notExists(folder.resolve(first.id())));
        assertEquals(2, jobs.list().size());
        Rig.until(() -> jobs.list().stream().allMatch(job -> Entry.over(job.state())));
        jobs.close();
        rig.now.updateAndGet(time -> time.plus(Duration.ofDays(8)));
        assertEquals(List.of(), rig.jobs(folder).list());
    }
}
