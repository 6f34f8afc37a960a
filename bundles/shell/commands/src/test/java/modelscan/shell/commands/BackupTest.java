package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    Path folder;

    private final Fakes.Framework framework = new Fakes.Framework();
    private final List<String> order = new ArrayList<>();
    private Path home;
    private Store.Kind kind = Store.Kind.HSQLDB;
    private Optional<String> broken = Optional.empty();

    @BeforeEach
    void fill() throws IOException {
        home = folder.resolve("home");
        write("conf/openai.json", "{\"modelscan.provider~openai\":{\"key\":\"$[secret:openai]\",\"keys\":[\"$[env:A]\"]}}");
        write("conf/routes.json", "{\"modelscan.stage.route\":{\"strategy\":\"cheapest\"}}");
        write("conf/groq.json", "{\"modelscan.provider~groq\":{\"keys\":[\"gsk-canary\"]}}");
        write("conf/broken.json", "{\"key\": gsk-canary");
        write("conf/admin.token", "canary");
        write("conf/keys.pepper", "canary");
        write("conf/secrets/openai", "canary");
        framework.properties.put("modelscan.home", home.toString());
        framework.register(Store.class, Fakes.fake(Store.class, (method, arguments) -> switch (method) {
            case "kind" -> kind;
            case "copy" -> copied("tables", (Path) arguments[0], "db.script");
            default -> throw new UnsupportedOperationException(method);
        }), Map.of());
        framework.register(Journal.class, Fakes.fake(Journal.class, (method, arguments) -> {
            copied("journal", (Path) arguments[0], "0.journal");
            return new Journal.Verdict(7, Optional.empty(), Optional.empty(), "abc", broken);
        }), Map.of());
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(home.resolve(name).getParent());
        Files.writeString(home.resolve(name), text);
    }

    private Object copied(String what, Path target, String file) {
        try {
            order.add(what);
            Files.createDirectories(target);
            Files.writeString(target.resolve(file), what);
            return null;
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private ObjectNode backup(String... words) {
        return new Backup(framework.context()).backup(Fakes.session(), words).json();
    }

    private List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).map(file -> root.relativize(file).toString()).sorted().toList();
        }
    }

    @Test
    void copiesTheTablesThenTheJournalAndNoSecret() throws IOException {
        Path target = folder.resolve("backups/monday");
        ObjectNode facts = backup(target.toString());
        assertEquals(List.of("tables", "journal"), order);
        assertEquals(List.of("conf/openai.json", "conf/routes.json", "data/journal/0.journal", "data/sql/db.script"), files(target));
        assertEquals("[\"conf/admin.token\",\"conf/broken.json\",\"conf/groq.json\",\"conf/keys.pepper\",\"conf/secrets\"]",
                facts.get("left_out").toString());
        assertEquals(7, facts.get("entries").asInt());
        assertEquals("abc", facts.get("hash").asText());
        assertTrue(facts.get("tables").asBoolean());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(target)));
        assertEquals(0, framework.inUse);
    }

    @Test
    void secretsComeAlongWhenTheyAreWantedAndARelativeFolderIsInTheHome() throws IOException {
        assertEquals(0, backup("tuesday", "secrets").get("left_out").size());
        assertEquals(9, files(home.resolve("tuesday")).size());
        assertTrue(assertThrows(FailureException.class, () -> backup("wednesday", "secret")).getMessage().contains("secrets"));
    }

    @Test
    void takesNoFolderThatIsThereOrThatItCopies() throws IOException {
        backup("monday");
        assertTrue(assertThrows(FailureException.class, () -> backup("monday")).getMessage().contains("is there already"));
        Files.createDirectories(home.resolve("tuesday.part"));
        assertTrue(assertThrows(FailureException.class, () -> backup("tuesday")).getMessage().contains("is left over"));
        for (String wrong : List.of("data/x", "conf/../conf/x", ".", "plugins", "/")) {
            assertTrue(assertThrows(FailureException.class, () -> backup(wrong), wrong).getMessage().contains("must not lie"), wrong);
        }
        assertThrows(FailureException.class, this::backup);
    }

    @Test
    void aDamagedJournalGivesNoBackup() {
        broken = Optional.of("entry 7: its checksum is wrong");
        assertTrue(assertThrows(FailureException.class, () -> backup("monday")).getMessage().contains("its checksum is wrong"));
        assertFalse(Files.exists(home.resolve("monday")));
    }

    @Test
    void theTablesOfAServerAreLeftToIt() throws IOException {
        kind = Store.Kind.POSTGRESQL;
        ObjectNode facts = backup("monday");
        assertFalse(facts.get("tables").asBoolean());
        assertTrue(facts.at("/remarks/0").asText().contains("pg_dump"));
        assertEquals(List.of("journal"), order);
    }
}
