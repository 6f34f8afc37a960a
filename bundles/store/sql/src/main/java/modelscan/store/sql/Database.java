package modelscan.store.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import modelscan.api.gateway.store.Store.Migration;
import modelscan.api.gateway.store.Store.Tables;
import modelscan.api.gateway.store.Store.Work;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An open database: one that writes, few that read. */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final Engine engine;
    private final Scribe scribe;
    private final Readers readers;

    Database(Engine engine) {
        this.engine = engine;
        this.scribe = new Scribe(engine);
        this.readers = new Readers(engine);
        scribe.start();
    }

    Tables open(String owner, List<Migration> migrations) {
        List<Script> scripts = migrations.stream().map(Script::of).toList();
        scribe.alone(new Migrations(engine, owner, scripts)::apply);
        return new OwnedTables(scribe, readers);
    }

    /** Copies it while nobody writes; what wants to be written waits. */
    void copy(Path folder) {
        scribe.alone(_ -> {
            engine.copy(folder);
            return null;
        });
    }

    void close() {
        scribe.close();
        readers.close();
        try {
            engine.close();
        } catch (SQLException unclosed) {
            LOG.warn("The database could not be closed; nothing that was kept is lost", unclosed);
        }
    }

    private record OwnedTables(Scribe scribe, Readers readers) implements Tables {
        @Override
        public <T> T write(Work<T> work) {
            return scribe.write(work);
        }

        @Override
        public <T> T read(Work<T> work) {
            return readers.read(work);
        }
    }
}
