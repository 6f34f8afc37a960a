package modelscan.stage.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.Test;

class ArchivistTest {
    private static final Charts.Key A = new Charts.Key("a", "m");

    private final Time time = new Time();
    private final Charts charts = new Charts(time.clock(), Time.RULE, () -> { });

    @Test
    void losesNothingWhenTheStoreCannotWrite() {
        BrokenStore store = new BrokenStore();
        Archivist archivist = new Archivist(charts, Optional.of(store));
        charts.history().ended(A, Outcome.FAILED);
        archivist.open();
        assertFalse(charts.history().lasting(), "opened although it could not be read");
        archivist.save();
        archivist.save();
        assertEquals(1, charts.history().since(0).get(A).failures());
        assertTrue(store.opened >= 2, "it is not tried again");
    }

    @Test
    void worksWithoutAStore() {
        Archivist archivist = new Archivist(charts, Optional.empty());
        charts.history().ended(A, Outcome.WORKED);
        archivist.open();
        archivist.save();
        assertEquals(1, charts.history().since(0).get(A).calls());
        assertFalse(charts.history().lasting());
    }

    /** A store that opens nothing. */
    private static final class BrokenStore implements Store {
        private int opened;

        @Override
        public Kind kind() {
            return Kind.HSQLDB;
        }

        @Override
        public Tables open(String owner, List<Migration> migrations) {
            opened++;
            throw new FailureException(Failure.of(ErrorCode.UNAVAILABLE, "the disk is full").because("storage_full"));
        }
    }
}
