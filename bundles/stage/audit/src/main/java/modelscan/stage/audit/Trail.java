package modelscan.stage.audit;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.FailureException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The trail of changes: its truth is in the journal, and a table follows it to be asked.
 *
 * <p>Asking needs the table because between two changes lie millions of requests, all in the same journal.
 */
@Component(service = {Audit.class, Trail.class}, immediate = true)
public final class Trail implements Audit {
    static final String KIND = "audit";
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
    private static final long MINUTE = 60_000;
    private static final long SOON = 1000;

    private final Surroundings around;
    private final Following following;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private String told = "";

    @Activate
    public Trail(@Reference Surroundings around, @Reference Following following) {
        this.around = around;
        this.following = following;
        Thread.ofPlatform().daemon().name("modelscan audit").start(this::follow);
    }

    Trail(Surroundings around) {
        this.around = around;
        this.following = new Following(around);
    }

    @Deactivate
    void deactivate() {
        stopped.countDown();
    }

    @Override
    public void changed(Change change) {
        Journal journal = around.journal();
        byte[] data = ChangeText.write(change);
        following.alone(() -> {
            Journal.Receipt receipt = journal.append(KIND, data);
            receipt.await();
            return receipt.position();
        });
        LOG.info("audit: {} did {} to {}", change.actor(), change.action(), change.subject());
    }

    @Override
    public List<Taken> latest(Sought sought) {
        return following.upToDate().latest(sought);
    }

    private void follow() {
        try {
            long pause;
            do {
                pause = step() ? MINUTE : SOON;
            } while (!stopped.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether all is well and there is nothing to do for a while. */
    private boolean step() {
        try {
            following.upToDate();
            told = "";
            return true;
        } catch (FailureException notYet) {
            // While the gateway starts, stores come a moment later; the same words stand in the log once.
            if (!notYet.failure().message().equals(told)) {
                told = notYet.failure().message();
                LOG.debug("the table of the audit trail does not follow the journal yet: {}", told);
            }
        } catch (RuntimeException bug) {
            LOG.error("the table of the audit trail does not follow the journal", bug);
        }
        return false;
    }
}
