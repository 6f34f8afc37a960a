package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryTest {
    @TempDir
    private Path home;
    private final MemoryStore store = new MemoryStore();

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void nobodyIsServedBeforeTheKeysAreKnown() {
        Deque<Runnable> later = new ArrayDeque<>();
        Ground ground = new Ground(home, later::add, null);
        for (String anonymous : List.of("until-keys", "local", "always", "never")) {
            FailureException refused = assertThrows(FailureException.class, () -> ground.door(anonymous).admit(Optional.empty(), true));
            assertEquals(ErrorCode.UNAVAILABLE, refused.failure().code());
        }
        ground.directory.use(store);
        assertThrows(FailureException.class, () -> ground.door("until-keys").admit(Optional.empty(), true));
        later.remove().run();
        assertEquals(Principal.ANONYMOUS, ground.door("until-keys").admit(Optional.empty(), true));
    }

    @Test
    void triesAgainUntilTheStoreAnswers() {
        store.failing.set(3);
        Ground ground = new Ground(home, store);
        assertTrue(ground.directory.now().book().keyless());
        assertEquals(0, store.failing.get());
    }

    @Test
    void keysAreKnownAfterARestart() {
        JsonNode made = new Ground(home, store).make(Kind.KEY, "{'name':'ci','user':'ann','team':'red','project':'apollo','tags':['x'],"
                + "'models':['groq/*'],'operations':['chat'],'tools':['get_*'],'limits':{'rpm':60,'tpd':5000000000,'concurrent':4},"
                + "'expires':'2027-01-31'}");
        Ground again = new Ground(home, store);
        Principal principal = again.door("until-keys").admit(Optional.of(made.get("key").asText()), false);
        assertEquals(made.get("id").asText(), principal.id());
        assertEquals(Optional.of("red"), principal.team());
        JsonNode shown = again.desk.show(Kind.KEY, principal.id());
        made.properties().stream().filter(member -> !member.getKey().equals("key"))
                .forEach(member -> assertEquals(member.getValue(), shown.get(member.getKey()), member.getKey()));
        assertFalse(shown.has("key"));
    }

    @Test
    void nothingThatIsKeptIsTheKey() throws IOException {
        JsonNode made = new Ground(home, store).make(Kind.KEY, "{'name':'ci'}");
        String kept = store.<String>read(connection -> {
            try (var statement = connection.createStatement(); var rows = statement.executeQuery("select content from auth_account")) {
                rows.next();
                return rows.getString(1);
            }
        });
        String key = made.get("key").asText();
        assertTrue(key.matches("msk-[0-9A-Za-z]{43}"), key);
        assertFalse(kept.contains(key.substring(4)), kept);
        assertFalse(Files.readString(home.resolve("conf/keys.pepper")).contains(key.substring(4)));
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(home.resolve("conf/keys.pepper")));
    }

    @Test
    void anotherPepperIsNoticedAndNobodyServed() throws IOException {
        new Ground(home, store).make(Kind.KEY, "{'name':'ci'}");
        Files.delete(home.resolve("conf/keys.pepper"));
        Deque<Runnable> later = new ArrayDeque<>();
        Ground again = new Ground(home, later::add, null);
        again.directory.use(store);
        Thread reading = Thread.ofVirtual().start(later.remove());
        FailureException refused = assertThrows(FailureException.class, () -> again.door("always").admit(Optional.empty(), true));
        assertEquals(ErrorCode.UNAVAILABLE, refused.failure().code());
        again.directory.close();
        assertTrue(joined(reading));
    }

    @Test
    void aDamagedPepperIsNotReplaced() throws IOException {
        Files.createDirectories(home.resolve("conf"));
        Files.writeString(home.resolve("conf/keys.pepper"), "half");
        assertThrows(IOException.class, () -> Pepper.in(home.resolve("conf/keys.pepper")));
        assertEquals("half", Files.readString(home.resolve("conf/keys.pepper")));
    }

    @Test
    void whatIsNotOnDiskIsNotThere() {
        Ground ground = new Ground(home, store);
        JsonNode made = ground.make(Kind.KEY, "{'name':'ci'}");
        String id = made.get("id").asText();
        store.failing.set(4);
        assertThrows(FailureException.class, () -> ground.make(Kind.KEY, "{'name':'second'}"));
        assertThrows(FailureException.class, () -> ground.desk.change(Kind.KEY, id, Ground.json("{'disabled':true}")));
        assertThrows(FailureException.class, () -> ground.desk.rotate(id, Ground.json("{}")));
        assertThrows(FailureException.class, () -> ground.desk.delete(Kind.KEY, id));
        assertEquals(1, ground.directory.after(Kind.KEY, "").size());
        assertEquals(id, ground.door("never").admit(Optional.of(made.get("key").asText()), false).id());
    }

    @Test
    void aStoreThatGoesTakesOnlyTheChangesWithIt() {
        Ground ground = new Ground(home, store);
        String key = ground.make(Kind.KEY, "{'name':'ci','limits':{'rpd':1}}").get("key").asText();
        Principal principal = ground.door("never").admit(Optional.of(key), false);
        Meter meter = ground.directory.seats(principal).getFirst().meter();
        ground.directory.leave(store);
        assertEquals(principal, ground.door("never").admit(Optional.of(key), false));
        FailureException refused = assertThrows(FailureException.class, () -> ground.make(Kind.KEY, "{'name':'second'}"));
        assertEquals(ErrorCode.UNAVAILABLE, refused.failure().code());
        ground.directory.use(store);
        ground.make(Kind.KEY, "{'name':'second'}");
        assertEquals(meter, ground.directory.seats(principal).getFirst().meter(), "what was used stays known");
    }

    @Test
    void noRequestWaitsForTheStore() {
        Ground ground = new Ground(home, store);
        String key = ground.make(Kind.KEY, "{'name':'ci','team':'red','models':['a/*'],'limits':{'rpd':1}}").get("key").asText();
        int before = store.works.get();
        Principal principal = ground.door("never").admit(Optional.of(key), false);
        ground.admit(null).handle(ground.chat(principal), _ -> modelscan.api.gateway.Reply.of()).close();
        assertEquals(before, store.works.get());
    }

    @Test
    void keysAndIdsDiffer() {
        KeyText texts = new KeyText();
        assertNotEquals(texts.next(), texts.next());
        assertNotEquals(texts.nextId(7), texts.nextId(7));
        assertTrue(texts.nextId(Ground.START.toEpochMilli()).compareTo(texts.nextId(Ground.START.toEpochMilli() + 1)) < 0);
    }

    private static boolean joined(Thread thread) {
        try {
            return thread.join(java.time.Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
