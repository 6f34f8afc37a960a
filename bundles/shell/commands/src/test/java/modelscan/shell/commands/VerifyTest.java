package modelscan.shell.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.NullNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Audit;
import modelscan.api.gateway.store.Journal;
import modelscan.base.json.Json;
import modelscan.shell.commands.answer.Paper;
import org.junit.jupiter.api.Test;

class VerifyTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private static Verify of(Optional<String> broken) {
        return new Verify(Fakes.fake(Journal.class, (_, _) -> new Journal.Verdict(2, Optional.of(NOON), Optional.of(NOON.plusSeconds(1)),
                "abcdef", broken)));
    }

    @Test
    void tellsHowManyThereAreAndTheHash() {
        String text = of(Optional.empty()).verify(Fakes.session()).text(Paper.ENDLESS);
        assertTrue(text.contains("entries  2") && text.contains("hash     abcdef") && text.contains("2026-11-21T12:00:01Z"), text);
        assertTrue(of(Optional.empty()).verify(Fakes.session(), "--json").json().get("intact").asBoolean());
    }

    @Test
    void tellsWhatIsBroken() {
        String text = of(Optional.of("entry 2: its checksum is wrong")).verify(Fakes.session()).text(Paper.ENDLESS);
        assertTrue(text.contains("entry 2: its checksum is wrong"), text);
    }

    @Test
    void showsTheTrail() {
        Audit.Change change = new Audit.Change("admin", "key.created", "key_1", NullNode.getInstance(), Json.object().put("name", "x"));
        AuditTrail trail = new AuditTrail(Fakes.fake(Audit.class, (_, arguments) -> {
            assertEquals(Optional.of("key_1"), ((Audit.Sought) arguments[0]).subject());
            return List.of(new Audit.Taken(7, NOON, change));
        }));
        String text = trail.audit(Fakes.session(), "key_1").text(Paper.ENDLESS).replaceAll(" +", " ");
        assertEquals("AT ACTOR ACTION SUBJECT AFTER\n2026-11-21T12:00:00Z admin key.created key_1 {\"name\":\"x\"}", text);
    }
}
