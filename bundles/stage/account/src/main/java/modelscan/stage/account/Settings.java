package modelscan.stage.account;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the owner says about the ledger: configuration {@code modelscan.stage.account}. */
@Component(service = Settings.class, configurationPid = "modelscan.stage.account")
@Designate(ocd = Settings.Config.class)
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final String SERVE = "serve";
    private static final String OFF = "off";
    private static final Set<String> PLACES = Set.of("journal", OFF);
    private static final Set<String> WORDS = Set.of("refuse", SERVE);

    private volatile Config config;
    private final Supplier<RateTable> kept;
    private volatile RateTable rates;
    private volatile Rates all = new Rates(RateTable.EMPTY, RateTable.EMPTY, RateTable.EMPTY);

    /** The rates of the configuration and those of the store, and both together. */
    private record Rates(RateTable configured, RateTable kept, RateTable all) {
    }

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Ledger", description = "What every request used and cost")
    public @interface Config {
        @AttributeDefinition(description = "Where entries are kept: in the journal, or off, and then nobody knows what was used",
                required = false)
        String ledger() default "journal";

        @AttributeDefinition(description = "What to do when nothing can be written down: refuse what may cost something, or serve it",
                required = false)
        String whenStorageFails() default "refuse";

        @AttributeDefinition(description = "Whether a request waits until its beginning is on disk, so that none is ever called "
                + "that the ledger does not know", required = false)
        boolean awaitBegun() default false;

        @AttributeDefinition(description = "Whether requests that were refused are listed", required = false)
        boolean refused() default true;

        @AttributeDefinition(description = "For how many days entries can be listed; daily sums stay", required = false)
        int days() default 400;

        @AttributeDefinition(description = "Rates such as '2026-11-01 EUR 1.0834 USD': one euro is so many dollars from that day on",
                required = false)
        String[] rates() default {};
    }

    @Activate
    public Settings(Config config, @Reference RateBook book) {
        this(config, book::table);
    }

    Settings(Config config, Supplier<RateTable> kept) {
        this.kept = kept;
        change(config);
    }

    Settings(Config config) {
        this(config, () -> RateTable.EMPTY);
    }

    /**
     * Takes a change as the same service, so that no request is disturbed.
     *
     * <p>What is wrong in it must not stop the ledger: it is logged, and the careful choice holds.
     */
    @Modified
    void change(Config changed) {
        if (!WORDS.contains(changed.whenStorageFails())) {
            LOG.error("whenStorageFails of modelscan.stage.account is 'refuse' or 'serve', not '{}': 'refuse' holds",
                    changed.whenStorageFails());
        }
        if (!PLACES.contains(changed.ledger())) {
            LOG.error("ledger of modelscan.stage.account is 'journal' or 'off', not '{}': 'journal' holds", changed.ledger());
        }
        if (changed.ledger().equals(OFF)) {
            LOG.warn("the ledger is off: nobody will know what requests use and cost");
        }
        rates = RateTable.of(Stream.of(changed.rates()).filter(Settings::right).toList());
        config = changed;
    }

    private static boolean right(String line) {
        try {
            RateTable.of(List.of(line));
            return true;
        } catch (IllegalArgumentException wrong) {
            LOG.error("a rate of modelscan.stage.account is left out: {}", wrong.getMessage());
            return false;
        }
    }

    /** Whether no entries are made. */
    boolean off() {
        return config.ledger().equals(OFF);
    }

    boolean serves() {
        return config.whenStorageFails().equals(SERVE);
    }

    boolean awaitsBegun() {
        return config.awaitBegun();
    }

    boolean listsRefused() {
        return config.refused();
    }

    int days() {
        return Math.max(1, config.days());
    }

    /** What was set by somebody, and else what the configuration says. */
    RateTable rates() {
        RateTable configured = rates;
        RateTable stored = kept.get();
        Rates known = all;
        if (known.configured() != configured || known.kept() != stored) {
            known = new Rates(configured, stored, stored.over(configured));
            all = known;
        }
        return known.all();
    }
}
