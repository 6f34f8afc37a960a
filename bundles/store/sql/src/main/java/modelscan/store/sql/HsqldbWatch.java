package modelscan.store.sql;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens to what HSQLDB writes into its log.
 *
 * <p>When the disk fails HSQLDB confirms commits all the same and only says there that it could not write them.
 */
final class HsqldbWatch extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(HsqldbWatch.class);
    private static final String RESET = "hsqldb.reconfig_logging";

    // Held, because the process forgets a logger that nobody holds.
    private final Logger logger;
    private final boolean passedOn;
    private volatile boolean armed;
    private volatile boolean alarmed;

    private HsqldbWatch(Logger logger) {
        this.logger = logger;
        this.passedOn = logger.getUseParentHandlers();
    }

    static HsqldbWatch begin() {
        // Otherwise HSQLDB sets the log of the whole process anew.
        System.getProperties().putIfAbsent(RESET, "false");
        HsqldbWatch watch = new HsqldbWatch(Logger.getLogger("hsqldb.db"));
        watch.logger.setUseParentHandlers(false);
        watch.logger.addHandler(watch);
        return watch;
    }

    /** From now on a warning is an alarm; while a database is opened, it may only tell what a crash left. */
    void arm() {
        armed = true;
    }

    void alarm(Throwable why) {
        if (!alarmed) {
            LOG.error("HSQLDB could not write: the store takes nothing any more until it is started again", why);
        }
        alarmed = true;
    }

    boolean alarmed() {
        return alarmed;
    }

    @Override
    public void publish(LogRecord line) {
        if (line.getLevel().intValue() < Level.WARNING.intValue()) {
            return;
        }
        if (armed && line.getThrown() != null) {
            alarm(line.getThrown());
        } else {
            LOG.warn("HSQLDB: {}", line.getMessage(), line.getThrown());
        }
    }

    @Override
    public void flush() {
    }

    @Override
    public void close() {
        logger.removeHandler(this);
        logger.setUseParentHandlers(passedOn);
    }
}
