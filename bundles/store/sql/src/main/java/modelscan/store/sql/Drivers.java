package modelscan.store.sql;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The drivers that this bundle brings; they announce themselves to the whole process when they are first used. */
final class Drivers {
    private static final Logger LOG = LoggerFactory.getLogger(Drivers.class);

    private Drivers() {
    }

    /** Takes them back, so that the process does not hold on to a bundle that is gone. */
    static void forget(Class<? extends Driver> ours) {
        for (Driver driver : DriverManager.drivers().filter(ours::isInstance).toList()) {
            try {
                DriverManager.deregisterDriver(driver);
            } catch (SQLException stays) {
                LOG.debug("A driver could not be taken back", stays);
            }
        }
    }
}
