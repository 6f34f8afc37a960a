package modelscan.core.jobs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import modelscan.api.gateway.Cancellation;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the end of jobs to their webhooks, over restarts, until somebody hears it. */
final class Herald {
    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
    private static final String KEY = "webhook.key";
    private static final int TOGETHER = 16;
    private static final int GONE = 410;
    private static final List<Duration> WAITS = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(2),
            Duration.ofMinutes(10), Duration.ofMinutes(30), Duration.ofHours(1), Duration.ofHours(3));

    private final Desk desk;
    private final Reach reach;
    private final Semaphore together = new Semaphore(TOGETHER);

    Herald(Desk desk) {
        this.desk = desk;
        this.reach = new Reach(desk.settings());
    }

    /** Whether there is still something to be told. */
    static boolean open(Entry entry) {
        return entry.over() && entry.webhook().filter(webhook -> !webhook.settled()).isPresent();
    }

    /** @throws FailureException if such an address is not told anything */
    void check(URI url) {
        reach.refusal(url).ifPresent(why -> {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "the webhook is refused: " + why)
                    .at("x-modelscan-webhook"));
        });
    }

    /** Tells the end of a job; waits longer after each failure. */
    void tell(Work work) throws InterruptedException {
        while (open(work.entry())) {
            Entry.Webhook webhook = work.entry().webhook().orElseThrow();
            int tries = webhook.tries() + 1;
            boolean settled = post(work.entry(), webhook.url()) || tries > WAITS.size();
            work.keep(entry -> entry.told(new Entry.Webhook(webhook.url(), tries, settled)));
            if (!settled) {
                desk.pause().rest(WAITS.get(tries - 1), new Cancellation());
            }
        }
    }

    private boolean post(Entry entry, URI url) throws InterruptedException {
        String id = entry.job().id();
        together.acquire();
        try {
            byte[] body = Json.write(JobForm.write(entry.job()));
            long now = desk.clock().instant().getEpochSecond();
            Map<String, String> headers = Map.of("content-type", "application/json", "webhook-id", id,
                    "webhook-timestamp", Long.toString(now), "webhook-signature", key().sign(id, now, body));
            int status = new Post(url, headers, body).send(reach.address(url));
            if (status >= 200 && status < 300 || status == GONE) {
                return true;
            }
            LOG.info("The webhook of job {} answered {}", id, status);
        } catch (IOException unreachable) {
            LOG.info("The webhook of job {} could not be told: {}", id, unreachable.getMessage());
        } finally {
            together.release();
        }
        return false;
    }

    private synchronized SigningKey key() throws IOException {
        Path file = desk.shelf().root().resolve(KEY);
        if (Files.notExists(file)) {
            desk.shelf().disk().replace(file, SigningKey.fresh().text());
        }
        return SigningKey.of(Files.readAllBytes(file));
    }
}
