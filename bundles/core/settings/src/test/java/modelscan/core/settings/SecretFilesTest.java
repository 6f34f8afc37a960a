package modelscan.core.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("GROQ_API_KEY", "from-env", "MY_EU_API_KEY", "eu",
            "MODELSCAN_SECRET_OTHER", "third", "_API_KEY", "wrong");

    @TempDir
    Path folder;

    @Test
    void prefersFileThenEnvironment() throws Exception {
        write("groq", "from-file\n\n", "rw-------");
        SecretFiles secrets = secrets();

        assertEquals(Optional.of("from-file"), secrets.secret("groq"));
        assertEquals(Optional.of("eu"), secrets.secret("my-eu"));
        assertEquals(Optional.of("third"), secrets.secret("other"));
        assertEquals(Optional.empty(), secrets.secret("none"));
        assertEquals(List.of(), secrets.problems());
    }

    @Test
    void namesCannotLeaveTheFolder() throws Exception {
        Files.writeString(folder.resolveSibling("outside"), "x");
        SecretFiles secrets = secrets();

        for (String name : List.of("../outside", "/etc/hostname", "", ".", "..", "a/b", "a b")) {
            assertEquals(Optional.empty(), secrets.secret(name), name);
        }
    }

    @Test
    void lookTellsWhatChanged() throws Exception {
        write("a", "1", "rw-------");
        write("b", "1", "rw-------");
        SecretFiles secrets = secrets();
        assertEquals(Set.of(), secrets.look());

        write("a", "22", "rw-------");
        Files.delete(folder.resolve("b"));
        write("c", "1", "rw-------");

        assertEquals(Set.of("a", "b", "c"), secrets.look());
        assertEquals(Optional.of("22"), secrets.secret("a"));
        assertEquals(Optional.empty(), secrets.secret("b"));
    }

    @Test
    void complainsAboutFilesThatOthersCanRead() throws Exception {
        write("open", "s3cret", "rw-r--r--");
        SecretFiles secrets = secrets();

        assertEquals(List.of("conf/secrets/open can be read by others; make it yours alone with chmod 600"), secrets.problems());
        assertEquals(Optional.of("s3cret"), secrets.secret("open"));
        assertFalse(secrets.toString().contains("s3cret"));
    }

    @Test
    void survivesWhatIsNoSecret() throws Exception {
        Files.createDirectory(folder.resolve("directory"));
        Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.write(folder.resolve("huge"), new byte[100_000]);
        SecretFiles secrets = secrets();

        assertEquals(Optional.empty(), secrets.secret("binary"));
        assertEquals(Optional.empty(), secrets.secret("huge"));
    }

    private SecretFiles secrets() {
        return new SecretFiles(folder, ENVIRONMENT::get);
    }

    private void write(String name, String text, String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
