package modelscan.store.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tables in HSQLDB in the home, or in PostgreSQL; opened when they are first used. */
@Component(configurationPid = "modelscan.store.sql")
@Designate(ocd = SqlStore.Config.class)
public final class SqlStore implements Store {
    private static final Logger LOG = LoggerFactory.getLogger(SqlStore.class);
    private static final Pattern OWNER = Pattern.compile("[a-z][a-z0-9]{0,39}");
    private static final String POSTGRESQL = "jdbc:postgresql:";

    private final Kind kind;
    private final Opening opening;
    private Database database;
    private boolean closed;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Store", description = "The database of the gateway")
    public @interface Config {
        @AttributeDefinition(description = "jdbc:postgresql://host/database; the embedded database in data/sql if empty", required = false)
        String url() default "";

        @AttributeDefinition(description = "Who the gateway is at the server", required = false)
        String user() default "";

        @AttributeDefinition(description = "The password, such as $[secret:database]", type = AttributeType.PASSWORD, required = false)
        String password() default "";
    }

    /** Opens the database. */
    private interface Opening {
        Engine open() throws IOException, SQLException;
    }

    @Activate
    public SqlStore(BundleContext context, Config config) {
        Path folder = Path.of(context.getProperty("modelscan.home"), "data", "sql");
        if (config.url().isBlank()) {
            kind = Kind.HSQLDB;
            opening = () -> Hsqldb.in(folder);
        } else if (config.url().startsWith(POSTGRESQL)) {
            kind = Kind.POSTGRESQL;
            opening = () -> new Postgres(config.url(), config.user(), config.password());
        } else {
            throw new IllegalArgumentException("url of modelscan.store.sql must begin with " + POSTGRESQL + ", or be left out");
        }
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        if (database != null) {
            database.close();
        }
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public Tables open(String owner, List<Migration> migrations) {
        if (!OWNER.matcher(owner).matches()) {
            throw new IllegalArgumentException("an owner has small letters and digits, at most 40, and begins with a letter");
        }
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).version() != i + 1) {
                throw new IllegalArgumentException("the migrations of " + owner + " do not count from 1 without a gap");
            }
        }
        return opened().open(owner, migrations);
    }

    @Override
    public void copy(Path folder) {
        if (Files.exists(folder)) {
            throw new FailureException(Failure.of(ErrorCode.CONFLICT, folder + " is there already"));
        }
        opened().copy(folder);
    }

    private synchronized Database opened() {
        if (closed) {
            throw Reasons.closed();
        }
        if (database == null) {
            database = new Database(engine());
        }
        return database;
    }

    private Engine engine() {
        try {
            return opening.open();
        } catch (IOException unusable) {
            throw refused(Reasons.failed("the database cannot be opened: " + unusable.getMessage()), unusable);
        } catch (SQLException unusable) {
            throw refused(Reasons.of("the database cannot be opened", unusable), unusable);
        }
    }

    private static FailureException refused(FailureException why, Exception cause) {
        LOG.error("The database cannot be opened", cause);
        return why;
    }
}
