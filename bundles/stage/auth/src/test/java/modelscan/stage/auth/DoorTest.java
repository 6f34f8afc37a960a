package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorTest {
    @TempDir
    private Path home;
    private final MemoryStore store = new MemoryStore();
    private Ground ground;

    @BeforeEach
    void open() {
        ground = new Ground(home, store);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void withoutAnyKeyCallersOnThisMachineAreAnonymousAndNobodyElse() {
        Door door = ground.door("until-keys");
        assertEquals(Principal.ANONYMOUS, door.admit(Optional.empty(), true));
        assertEquals(Principal.ANONYMOUS, door.admit(Optional.of("sk-whatever"), true));
        assertTrue(refusal(door, Optional.empty(), false).message().contains("no key yet"));
        refusal(door, Optional.of("sk-whatever"), false);
    }

    @Test
    void fromTheFirstKeyOnAKeyIsNeeded() {
        String key = ground.make(Kind.KEY, "{'name':'first'}").get("key").asText();
        Door door = ground.door("until-keys");
        refusal(door, Optional.empty(), true);
        refusal(door, Optional.of("sk-whatever"), true);
        assertEquals("first", ground.directory.account(Kind.KEY, door.admit(Optional.of(key), false).id()).orElseThrow().about().name());
    }

    @Test
    void configurationMaySayOtherwise() {
        refusal(ground.door("never"), Optional.empty(), true);
        String key = ground.make(Kind.KEY, "{'name':'first'}").get("key").asText();
        assertEquals(Principal.ANONYMOUS, ground.door("local").admit(Optional.empty(), true));
        assertEquals(Principal.ANONYMOUS, ground.door("local").admit(Optional.of("ollama"), true));
        refusal(ground.door("local"), Optional.empty(), false);
        assertEquals(Principal.ANONYMOUS, ground.door("always").admit(Optional.empty(), false));
        refusal(ground.door("always"), Optional.of(key + "x"), false);
        assertTrue(ground.door("always").admit(Optional.of(key), false).id().startsWith("key_"));
        refusal(ground.door("sometimes"), Optional.empty(), true);
    }

    @Test
    void wrongDisabledExpiredAndDeletedKeysAreRefused() {
        var made = ground.make(Kind.KEY, "{'name':'a','expires':'2026-11-22'}");
        String id = made.get("id").asText();
        String key = made.get("key").asText();
        Door door = ground.door("until-keys");
        ground.pass(Duration.ofHours(12).minusNanos(1));
        door.admit(Optional.of(key), false);
        ground.pass(Duration.ofNanos(1));
        assertTrue(refusal(door, Optional.of(key), false).message().contains("expired at 2026-11-22T00:00:00Z"));
        ground.desk.change(Kind.KEY, id, Ground.json("{'expires':null}"));
        door.admit(Optional.of(key), false);
        ground.desk.change(Kind.KEY, id, Ground.json("{'disabled':true}"));
        assertTrue(refusal(door, Optional.of(key), false).message().contains("disabled"));
        ground.desk.change(Kind.KEY, id, Ground.json("{'disabled':false}"));
        for (int at = 4; at < key.length(); at += 7) {
            char other = key.charAt(at) == 'a' ? 'b' : 'a';
            refusal(door, Optional.of(key.substring(0, at) + other + key.substring(at + 1)), false);
        }
        refusal(door, Optional.of(key.substring(0, 20)), false);
        refusal(door, Optional.of("x".repeat(100_000)), false);
        ground.make(Kind.KEY, "{'name':'b'}");
        ground.desk.delete(Kind.KEY, id);
        refusal(door, Optional.of(key), true);
    }

    @Test
    void anotherTextTakesOverAndTheOldOneLastsAsLongAsItMay() {
        var made = ground.make(Kind.KEY, "{'name':'a'}");
        String first = made.get("key").asText();
        String id = made.get("id").asText();
        Door door = ground.door("until-keys");
        String second = ground.desk.rotate(id, Ground.json("{'grace':60}")).get("key").asText();
        assertEquals(id, door.admit(Optional.of(first), false).id());
        assertEquals(id, door.admit(Optional.of(second), false).id());
        ground.pass(Duration.ofSeconds(60));
        refusal(door, Optional.of(first), false);
        String third = ground.desk.rotate(id, Ground.json("{}")).get("key").asText();
        refusal(door, Optional.of(first), false);
        refusal(door, Optional.of(second), false);
        assertEquals(id, door.admit(Optional.of(third), false).id());
    }

    @Test
    void theCallerHasTheTagsOfAllItBelongsTo() {
        ground.make(Kind.USER, "{'name':'ann','tags':['human']}");
        ground.make(Kind.TEAM, "{'id':'red','name':'The red ones','tags':['red']}");
        ground.make(Kind.PROJECT, "{'name':'apollo'}");
        Principal caller = ground.caller("{'name':'a','user':'ann','team':'The red ones','project':'apollo','tags':['own']}");
        assertEquals(Set.of("own", "human", "red"), caller.tags());
        assertEquals(Optional.of("red"), caller.team(), "a name becomes the id");
        ground.desk.change(Kind.TEAM, "red", Ground.json("{'disabled':true}"));
        FailureException refused = assertThrows(FailureException.class, () -> ground.caller("{'name':'b','team':'red'}"));
        assertEquals(ErrorCode.FORBIDDEN, refused.failure().code());
        assertTrue(refused.getMessage().contains("team 'The red ones' (red) is disabled"));
    }

    private static Failure refusal(Door door, Optional<String> key, boolean local) {
        Failure failure = assertThrows(FailureException.class, () -> door.admit(key, local)).failure();
        assertEquals(ErrorCode.UNAUTHENTICATED, failure.code());
        key.filter(text -> text.length() > 8).ifPresent(text -> assertFalse(failure.message().contains(text.substring(4, 9)), failure.message()));
        return failure;
    }
}
