package modelscan.base.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramTest {
    @TempDir
    private Path folder;

    @Test
    void aNameIsLookedUpOnThePath() throws Exception {
        Path program = new Scripts(folder).write("tool", "echo");
        Files.createDirectory(folder.resolve("dir"));
        Files.writeString(folder.resolve("plain"), "");
        String path = "/nonexistent::relative:" + folder;
        assertEquals(Optional.of(program), Program.find("tool", path));
        assertEquals(Optional.empty(), Program.find("tool", "/nonexistent"));
        assertEquals(Optional.empty(), Program.find("plain", path), "not executable");
        assertEquals(Optional.empty(), Program.find("dir", path), "a folder");
        assertEquals(Optional.empty(), Program.find("", path));
        assertEquals(Optional.empty(), Program.find("a\0b", path));
    }

    @Test
    void aPathMustBeWhole() {
        Path program = new Scripts(folder).write("tool", "echo");
        assertEquals(Optional.of(program), Program.find(program.toString(), ""));
        assertEquals(Optional.empty(), Program.find("./tool", folder.toString()));
        assertEquals(Optional.empty(), Program.find("../tool", folder.toString()));
    }
}
