package modelscan.core.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Jobs;
import modelscan.api.gateway.Receipt;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.JobState;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Jobs kept on disk: they survive their connection and a restart. */
@Component(immediate = true, service = {Jobs.class, DurableJobs.class})
public final class DurableJobs implements Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(DurableJobs.class);
    private static final Duration MOMENT = Duration.ofSeconds(5);
    private static final int RANDOM = 16;

    private final Desk desk;
    private final Requests requests;
    private final Places places;
    private final Herald herald;
    private final Crew crew = new Crew();
    private final Runnable onClose;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Work> works = new ConcurrentHashMap<>();

    @Activate
    public DurableJobs(BundleContext context, @Reference JobSettings settings) {
        this(context, settings, new LiveLine(context));
    }

    private DurableJobs(BundleContext context, JobSettings settings, LiveLine line) {
        this(new Desk(line, new Shelf(Path.of(context.getProperty("modelscan.home"), "data", "jobs"), new Disk()), settings,
                Pause.REAL, InstantSource.system()), line::close);
    }

    DurableJobs(Desk desk, Runnable onClose) {
        this.desk = desk;
        this.onClose = onClose;
        this.requests = new Requests(desk.shelf());
        this.places = new Places(desk.settings());
        this.herald = new Herald(desk);
        desk.shelf().load().forEach(this::revive);
        tidy();
    }

    @Deactivate
    void close() {
        // First, so that no place that becomes free is taken.
        places.close();
        works.values().forEach(Work::stop);
        crew.close();
        onClose.run();
    }

    @Override
    public Job submit(Exchange exchange, Optional<URI> webhook) {
        return submit(exchange, webhook, Optional.empty());
    }

    /** Begins a job of a client, who can be answered in its own words later. */
    Job submit(Exchange exchange, Optional<URI> webhook, Optional<Sent> sent) {
        webhook.ifPresent(herald::check);
        exchange.request();
        if (!places.admit()) {
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "too many jobs are waiting already").after(MOMENT));
        }
        Work work;
        try {
            work = kept(exchange, webhook, sent);
        } catch (RuntimeException | Error broken) {
            places.leave();
            throw broken;
        }
        works.put(work.entry().job().id(), work);
        Job job = work.entry().job();
        begin(work, exchange);
        return job;
    }

    @Override
    public Optional<Job> find(String id) {
        return Optional.ofNullable(works.get(id)).map(work -> work.entry().job());
    }

    @Override
    public List<Job> list() {
        return works.values().stream().map(work -> work.entry().job())
                .sorted(Comparator.comparing(Job::created).reversed().thenComparing(Job::id)).toList();
    }

    @Override
    public boolean cancel(String id) {
        Work work = works.get(id);
        return work != null && work.cancel();
    }

    @Override
    public synchronized boolean forget(String id) {
        Work work = works.get(id);
        if (work == null || !work.entry().over()) {
            return false;
        }
        works.remove(id);
        desk.shelf().forget(id);
        return true;
    }

    @Override
    public Reply result(String id) {
        Work work = works.get(id);
        if (work == null) {
            return Reply.refused(ErrorCode.NOT_FOUND, "there is no job '" + id + "'");
        }
        Entry entry = work.entry();
        return switch (entry.job().state()) {
            case QUEUED, RUNNING -> Reply.refused(Failure.of(ErrorCode.CONFLICT, "the job is not over yet").after(MOMENT));
            case CANCELLED -> Reply.refused(ErrorCode.CANCELLED, "the job was cancelled");
            case FAILED -> Reply.refused(entry.job().failure().orElseThrow())
                    .receipted(now -> entry.receipt().orElse(now).failing(entry.job().failure().orElseThrow()));
            case SUCCEEDED -> Replay.of(desk.shelf().folder(id), entry.receipt().orElse(Receipt.EMPTY),
                    requests.sent(id).map(Sent::dialect).orElse("-"));
        };
    }

    /** What the client of a job sent; empty if it began inside the gateway. */
    Optional<Sent> sent(String id) {
        return works.containsKey(id) ? requests.sent(id) : Optional.empty();
    }

    private Work kept(Exchange exchange, Optional<URI> webhook, Optional<Sent> sent) {
        String id = "job_" + HexFormat.of().formatHex(random());
        Instant now = desk.clock().instant();
        Job job = new Job(id, exchange.principal().id(), exchange.operation(), exchange.inquiry().model(), JobState.QUEUED,
                Optional.empty(), now, now, Optional.empty());
        Entry entry = new Entry(job, new Entry.Caller(exchange.principal(), exchange.wishes(), exchange.id(),
                exchange.inquiry().stream()), Optional.empty(), false, Optional.empty(),
                webhook.map(url -> new Entry.Webhook(url, 0, false)));
        try {
            desk.shelf().make(id);
            requests.keep(id, exchange, sent);
            // With this file it is a job; what was written before is nothing without it.
            desk.shelf().keep(entry);
        } catch (IOException full) {
            LOG.warn("A job could not be kept", full);
            desk.shelf().forget(id);
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE,
                    "the job could not be written to the disk of the gateway"));
        }
        return new Work(desk.shelf(), entry);
    }

    private byte[] random() {
        byte[] bytes = new byte[RANDOM];
        random.nextBytes(bytes);
        return bytes;
    }

    private void revive(Entry entry) {
        Work work = new Work(desk.shelf(), entry);
        works.put(entry.job().id(), work);
        if (entry.over()) {
            tell(work);
            return;
        }
        Optional<Exchange> exchange = requests.exchange(entry);
        boolean untouched = entry.job().state() == JobState.QUEUED;
        if (exchange.isPresent() && (untouched || entry.ticket().isPresent())) {
            places.readmit();
            begin(work, exchange.get());
            return;
        }
        String why = untouched || entry.ticket().isPresent() ? "the gateway was restarted, and such work cannot be gone on with"
                : "the gateway stopped while the provider was asked; nobody knows whether it began, and what that cost";
        work.keep(now -> now.ended(JobState.FAILED, Optional.of(Failure.of(ErrorCode.UNAVAILABLE, why)), Receipt.EMPTY,
                desk.clock().instant()));
        tell(work);
    }

    private void begin(Work work, Exchange exchange) {
        crew.begin("job " + work.entry().job().id(), () -> {
            try {
                run(work, exchange);
            } finally {
                places.leave();
            }
            if (work.entry().over()) {
                tidy();
                herald.tell(work);
            }
        });
    }

    private void run(Work work, Exchange exchange) throws InterruptedException {
        if (!places.take(work.cancellation())) {
            work.keep(entry -> entry.ended(JobState.CANCELLED, Optional.empty(), Receipt.EMPTY, desk.clock().instant()));
            return;
        }
        try {
            new Run(work, exchange, desk).run();
        } finally {
            places.rest();
        }
    }

    private void tell(Work work) {
        if (Herald.open(work.entry())) {
            crew.begin("webhook of " + work.entry().job().id(), () -> herald.tell(work));
        }
    }

    /** Forgets what is too old, and the oldest of what is too much. */
    private synchronized void tidy() {
        Instant oldest = desk.clock().instant().minus(desk.settings().age());
        List<Entry> over = works.values().stream().map(Work::entry).filter(Entry::over)
                .sorted(Comparator.comparing((Entry entry) -> entry.job().changed()).reversed()).toList();
        for (int i = 0; i < over.size(); i++) {
            String id = over.get(i).job().id();
            if (i >= desk.settings().keep() || over.get(i).job().changed().isBefore(oldest)) {
                works.remove(id);
                desk.shelf().forget(id);
            }
        }
    }
}
