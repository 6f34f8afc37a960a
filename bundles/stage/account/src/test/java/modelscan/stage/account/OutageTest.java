package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutageTest {
    private static List<String> told(Rig rig) {
        return new Outage(rig.desk.around(), rig.desk.settings()).get();
    }

    @Test
    void saysThatTheJournalTakesNothing() {
        Rig rig = new Rig();
        assertEquals(List.of(), told(rig));
        rig.journal.full = true;
        assertEquals(1, told(rig).size());
    }

    @ParameterizedTest
    @CsvSource({"ledger, off", "whenStorageFails, serve"})
    void isNoneWhereItDoesNotMatter(String name, String word) {
        Rig rig = new Rig(Map.of(name, word));
        rig.journal.full = true;
        assertEquals(List.of(), told(rig));
    }
}
