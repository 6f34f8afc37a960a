package modelscan.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfFolderTest {
    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    Path path;
    private ConfFolder folder;

    @BeforeEach
    void open() {
        folder = new ConfFolder(path);
    }

    @Test
    void readsAtOnceWhatLiesThereAtFirst() throws Exception {
        write("a.json", "{\"p\": {}}", NOW);
        write(".hidden.json", "{\"q\": {}}", NOW);
        write("a.json.tmp", "{\"r\": {}}", NOW);

        assertTrue(folder.look(NOW));
        assertEquals(List.of("p"), pids());
        assertFalse(folder.look(NOW + 300));
    }

    @Test
    void waitsUntilLaterFileRests() throws Exception {
        folder.look(NOW);
        write("a.json", "{\"p\":", NOW);
        assertFalse(folder.look(NOW));
        write("a.json", "{\"p\": {}}", NOW + 100);
        assertFalse(folder.look(NOW + 300));
        assertTrue(folder.look(NOW + 600));

        assertEquals(List.of("p"), pids());
        assertEquals(List.of(), folder.problems());
    }

    @Test
    void brokenFileKeepsItsSectionsUntilItIsRemoved() throws Exception {
        write("a.json", "{\"p\": {}}", NOW);
        folder.look(NOW);
        write("a.json", "{\"p\": {", NOW + 1);
        folder.look(NOW + 300);
        assertTrue(folder.look(NOW + 600));
        assertEquals(List.of("p"), pids());
        assertEquals(1, folder.problems().size());

        Files.delete(path.resolve("a.json"));
        assertTrue(folder.look(NOW + 900));
        assertEquals(List.of(), pids());
        assertEquals(List.of(), folder.problems());
    }

    @Test
    void missingFolderIsEmpty() throws Exception {
        ConfFolder nowhere = new ConfFolder(path.resolve("nowhere"));
        assertFalse(nowhere.look(NOW));
        assertEquals(List.of(), nowhere.sections());
    }

    private List<String> pids() {
        return folder.sections().stream().map(Section::pid).toList();
    }

    private void write(String name, String text, long modified) throws IOException {
        Files.setLastModifiedTime(Files.writeString(path.resolve(name), text), FileTime.fromMillis(modified));
    }
}
