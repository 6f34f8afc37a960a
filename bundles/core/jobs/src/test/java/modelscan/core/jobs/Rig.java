package modelscan.core.jobs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.annotation.Annotation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Jobs.Job;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.Reply;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.VideoRequest;
import modelscan.base.json.Json;

/** A pipeline that answers as told, and settings that can be changed. */
final class Rig implements Line {
    static final Candidate LUMA = new Candidate("luma", Model.unknown("ray", Operation.VIDEO));

    final Settings settings = new Settings();
    final List<Exchange> asked = new CopyOnWriteArrayList<>();
    final List<Duration> waits = new CopyOnWriteArrayList<>();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    volatile boolean away;
    volatile Function<Exchange, Reply> answer = _ -> Reply.of();
    Disk disk = new Disk();

    /** What the owner says. */
    static final class Settings implements JobSettings.Config {
        int running = 8;
        int waiting = 8;
        int keep = 100;
        int days = 7;
        int megabytes = 1;
        boolean plain;

        @Override
        public int running() {
            return running;
        }

        @Override
        public int waiting() {
            return waiting;
        }

        @Override
        public int keep() {
            return keep;
        }

        @Override
        public int days() {
            return days;
        }

        @Override
        public int megabytes() {
            return megabytes;
        }

        @Override
        public boolean webhookHttp() {
            return plain;
        }

        @Override
        public boolean webhookPrivate() {
            return false;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return JobSettings.Config.class;
        }
    }

    DurableJobs jobs(Path folder) {
        Pause pause = (time, _) -> {
            waits.add(time);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        };
        return new DurableJobs(new Desk(this, new Shelf(folder, disk), new JobSettings(settings), pause, now::get), () -> { });
    }

    @Override
    public Optional<Reply> handle(Exchange exchange) {
        if (away) {
            return Optional.empty();
        }
        asked.add(exchange);
        return Optional.of(answer.apply(exchange));
    }

    @Override
    public Candidate candidate(Entry.Ticket ticket, Operation operation) {
        return new Candidate(ticket.provider(), Model.unknown(ticket.model(), operation));
    }

    static Exchange video(String prompt) {
        return Exchange.of("req-1", Inquiry.of(new VideoRequest("luma/ray", prompt,
                List.of(new Media.Bytes("image/png", new byte[] {1, 2, 3})), Optional.of(Duration.ofSeconds(5)),
                Optional.of("16x9"), Json.object().put("loop", true)), false));
    }

    static Reply from(Reply reply) {
        return reply.receipted(receipt -> receipt.from(LUMA, 1));
    }

    static StreamEvent stands(String ticket, JobState state, int percent) {
        return new StreamEvent.JobChanged(ticket, state, Optional.of(percent));
    }

    static Job over(DurableJobs jobs, String id) {
        until(() -> jobs.find(id).map(Job::state).filter(Entry::over).isPresent());
        return jobs.find(id).orElseThrow();
    }

    static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + 20_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "it did not come");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
