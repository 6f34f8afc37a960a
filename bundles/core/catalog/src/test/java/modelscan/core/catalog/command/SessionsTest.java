package modelscan.core.catalog.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Message;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SessionsTest {
    // Knows the sessions whose file is there, as tools do.
    private static final String SCRIPT = """
            s=s1; if [ "$1" = --resume ]; then s=$2; [ -f "$s" ] || { echo "no session $s" >&2; exit 1; }; fi
            touch $s; printf '%s\\n' "$*" > args; cat > stdin; echo "{\\"id\\":\\"$s\\"}"
            echo '{"text":"Hel"}'; echo '{"text":"lo. "}'; echo '{"end":true}'""";
    @TempDir
    private Path folder;
    private Tool tool;

    @BeforeEach
    void tool() {
        tool = new Tool(folder, SCRIPT, "", "'resume':['--resume','{session}']");
    }

    @Test
    void aConversationThatIsSentAgainGoesOn() {
        say(Map.of(), Message.system("sys"), Message.user("one"));
        assertEquals("", args());
        say(Map.of(), Message.system("sys"), Message.user(" one"), Message.assistant("Hello."), Message.user("two"));
        assertEquals("--resume s1", args());
        assertEquals("USER:two\n", tool.file("stdin"), "only what is new");
        say(Map.of(), Message.system("sys"), Message.user("one"), Message.assistant("Hello."), Message.user("two"),
                Message.assistant("Hello."), Message.user("three"));
        assertEquals("--resume s1", args());
        assertEquals("USER:three\n", tool.file("stdin"));
    }

    @Test
    void anotherConversationBeginsAfresh() {
        say(Map.of(), Message.user("one"));
        say(Map.of(), Message.user("other"), Message.assistant("Hello."), Message.user("two"));
        assertEquals("", args());
        assertEquals("USER:other\nASSISTANT:Hello.\nUSER:two\n", tool.file("stdin"));
        say(Map.of("session", "new"), Message.user("one"), Message.assistant("Hello."), Message.user("two"));
        assertEquals("", args());
    }

    @Test
    void nobodyGoesOnWithWhatAnotherBegan() {
        say(Map.of(), Message.user("one"));
        Exchange stranger = exchange(Map.of(), Message.user("one"), Message.assistant("Hello."), Message.user("two"))
                .by(Principal.of("stranger"));
        Samples.events(tool.open(stranger));
        assertEquals("", args());
        Exchange thief = exchange(Map.of("session", "s1"), Message.user("two"))
                .by(Principal.of("thief"));
        assertEquals(ErrorCode.FORBIDDEN, ((StreamEvent.Failed) Samples.events(tool.open(thief)).getFirst()).failure().code());
    }

    @Test
    void aForgottenSessionIsToldFromTheBeginning() throws Exception {
        say(Map.of(), Message.user("one"));
        Files.delete(folder.resolve("work/s1"));
        List<StreamEvent> events = say(Map.of(), Message.user("one"), Message.assistant("Hello."), Message.user("two"));
        assertEquals(new StreamEvent.Started("s1", "m"), events.getFirst());
        assertEquals("", args());
        assertEquals("USER:one\nASSISTANT:Hello.\nUSER:two\n", tool.file("stdin"));
    }

    @Test
    void aNamedSessionGoesOnOrFails() {
        List<StreamEvent> unknown = say(Map.of("session", "s9"), Message.user("two"));
        assertTrue(((StreamEvent.Failed) unknown.getFirst()).failure().message().contains("no session s9"));
        say(Map.of(), Message.user("one"));
        say(Map.of("session", "s1"), Message.user("one"), Message.assistant("anything"), Message.user("two"));
        assertEquals("--resume s1", args());
        assertEquals("USER:two\n", tool.file("stdin"));
        for (String bad : List.of("--all", "a b", "../x", "$(id)")) {
            List<StreamEvent> refused = say(Map.of("session", bad), Message.user("two"));
            assertEquals(ErrorCode.INVALID_REQUEST, ((StreamEvent.Failed) refused.getFirst()).failure().code(), bad);
        }
    }

    @Test
    void aToolWithoutSessionsIsToldEverythingAndSaysSo() {
        Tool simple = new Tool(folder, "cat > stdin; echo '{\"end\":1}'", "", "");
        try (var reply = simple.open(exchange(Map.of("session", "s1"), Message.user("one"), Message.assistant("a"), Message.user("b")))) {
            reply.forEach(event -> { });
            assertTrue(reply.receipt().warnings().contains("x-modelscan-session: acme cannot continue a session"));
        }
    }

    @Test
    void fingerprintsTellSpeakersApart() {
        String one = new Fingerprint("a").with(List.of(Message.user("x"), Message.assistant("y"))).text();
        assertEquals(one, new Fingerprint("a").with(List.of(Message.user(" x\n"), Message.assistant("y "))).text());
        assertNotEquals(one, new Fingerprint("a").with(List.of(Message.user("xy"))).text());
        assertNotEquals(one, new Fingerprint("b").with(List.of(Message.user("x"), Message.assistant("y"))).text());
    }

    private List<StreamEvent> say(Map<String, String> wishes, Message... messages) {
        return Samples.events(tool.open(exchange(wishes, messages)));
    }

    private static Exchange exchange(Map<String, String> wishes, Message... messages) {
        return Tool.exchange(ChatRequest.of("m", messages), wishes, "acme");
    }

    private String args() {
        return tool.file("args").strip();
    }
}
