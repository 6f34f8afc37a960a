package modelscan.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.store.journal.OpenJournal.Sizes;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal in files of the home; opened when it is first used. */
@Component(configurationPid = "modelscan.store.journal")
@Designate(ocd = FileJournal.Config.class)
public final class FileJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(FileJournal.class);
    private static final Pattern KIND = Pattern.compile("[a-z0-9.-]{1,40}");
    private static final long MEGABYTE = 1 << 20;

    private final Disk disk;
    private final Path folder;
    private final Sizes sizes;
    private volatile OpenJournal open;
    private volatile String checked = "";
    private Failure failure;
    private String problem = "";

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Journal", description = "Where it is written down what happened")
    public @interface Config {
        @AttributeDefinition(description = "The folder; one inside data/ of the home if empty", required = false)
        String directory() default "";

        @AttributeDefinition(description = "How many megabytes a file becomes long", required = false)
        int segmentMegabytes() default 64;

        @AttributeDefinition(description = "With fewer megabytes free on the disk nothing is taken", required = false)
        int reserveMegabytes() default 256;
    }

    @Activate
    public FileJournal(BundleContext context, Config config) {
        this(new LocalDisk(), folder(context, config), new Sizes(Math.max(1, config.segmentMegabytes()) * MEGABYTE,
                Math.max(0, config.reserveMegabytes()) * MEGABYTE));
    }

    FileJournal(Disk disk, Path folder, Sizes sizes) {
        this.disk = disk;
        this.folder = folder;
        this.sizes = sizes;
    }

    @Deactivate
    synchronized void close() throws IOException {
        failure = Reasons.closed();
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public Receipt append(String kind, byte[] data) {
        Objects.requireNonNull(data, "data");
        // There are few kinds, and one comes after the other thousands of times.
        boolean known = kind.equals(checked);
        if (!known && !KIND.matcher(kind).matches() || data.length > LONGEST) {
            throw new IllegalArgumentException("an entry has a kind such as 'ledger' and at most " + LONGEST + " bytes");
        }
        if (!known) {
            checked = kind;
        }
        return opened().writer().append(kind, data);
    }

    @Override
    public Entries read(long from) {
        if (from < 0) {
            throw new IllegalArgumentException("there is no entry " + from);
        }
        return opened().read(from);
    }

    @Override
    public long end() {
        return opened().writer().end();
    }

    @Override
    public boolean healthy() {
        try {
            return opened().writer().healthy();
        } catch (FailureException broken) {
            return false;
        }
    }

    @Override
    public Verdict verify() {
        try {
            OpenJournal now = healthy() ? open : null;
            return now == null ? Survey.offline(folder) : now.survey().verdict();
        } catch (IOException unreadable) {
            throw new FailureException(Reasons.failed(String.valueOf(unreadable.getMessage())), unreadable);
        }
    }

    @Override
    public Verdict copy(Path target) {
        try {
            return opened().survey().copied(target);
        } catch (IOException unreadable) {
            throw new FailureException(Reasons.failed(String.valueOf(unreadable.getMessage())), unreadable);
        }
    }

    private OpenJournal opened() {
        OpenJournal now = open;
        return now != null ? now : openNow();
    }

    private synchronized OpenJournal openNow() {
        if (failure != null) {
            throw new FailureException(failure);
        }
        if (open == null) {
            try {
                open = OpenJournal.in(disk, folder, sizes);
            } catch (Damaged damage) {
                // It does not heal by itself, and looking again takes long.
                failure = Reasons.failed(damage.getMessage());
                LOG.error("The journal takes nothing", damage);
                throw new FailureException(failure);
            } catch (IOException unusable) {
                throw new FailureException(Reasons.failed(said(unusable)));
            }
        }
        return open;
    }

    /** Tries come often, the same words in the log once. */
    private String said(IOException unusable) {
        String words = String.valueOf(unusable.getMessage());
        if (!words.equals(problem)) {
            LOG.error("The journal cannot be opened", unusable);
            problem = words;
        }
        return words;
    }

    private static Path folder(BundleContext context, Config config) {
        Path data = Path.of(context.getProperty("modelscan.home"), "data");
        return config.directory().isBlank() ? data.resolve("journal") : data.resolve(config.directory());
    }
}
