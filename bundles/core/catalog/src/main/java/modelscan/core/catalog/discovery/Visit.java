package modelscan.core.catalog.discovery;

import java.time.Instant;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The visits to one provider: when it is to be asked next, and what was wrong the last time. */
final class Visit {
    private static final Logger LOG = LoggerFactory.getLogger(Visit.class);

    private final Lister lister;
    private volatile Instant next = Instant.MIN;
    private String trouble = "";

    Visit(Lister lister) {
        this.lister = lister;
    }

    Lister lister() {
        return lister;
    }

    boolean dueAt(Instant now) {
        return !now.isBefore(next);
    }

    void postpone(Instant until) {
        next = until;
    }

    /**
     * Asks the provider, one asking at a time; one that is {@code watched} counts as down while nobody answers.
     *
     * @throws FailureException if it does not tell
     */
    synchronized Assortment.Change ask(boolean watched) {
        try {
            Assortment.Change change = lister.assortment()
                    .take(new ListReading(lister.listing(), lister.serves()).models(lister.fetch()));
            worked(change);
            return change;
        } catch (FailureException failed) {
            throw new FailureException(failed(failed.failure(), watched));
        }
    }

    private void worked(Assortment.Change change) {
        if (!trouble.isEmpty()) {
            LOG.info("{} lists its models again", lister.provider());
            trouble = "";
        }
        if (!change.none()) {
            LOG.info("{} has {} new models, {} are gone", lister.provider(), change.added().size(), change.gone().size());
        }
    }

    private Failure failed(Failure failure, boolean watched) {
        String why = failure.message();
        if (lister.local() && failure.code() == ErrorCode.PROVIDER_UNREACHABLE) {
            why = "no engine listens at its address: " + why;
            if (watched) {
                lister.assortment().silent(why);
            }
        }
        if (!why.equals(trouble)) {
            trouble = why;
            LOG.info("{} does not list its models: {}", lister.provider(), why);
        }
        return failure.by(lister.provider()).saying(lister.provider() + " does not list its models: " + why);
    }
}
