package modelscan.base.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {
    @TempDir
    private Path folder;
    private Scripts scripts;

    @BeforeEach
    void scripts() {
        scripts = new Scripts(folder);
    }

    @Test
    void itReadsItsInputAndAnswers() throws Exception {
        try (ChildProcess child = scripts.start("cat; echo oops >&2; exit 3", Scripts.LIMITS, "hällo\nworld")) {
            assertEquals("hällo\nworld", Scripts.text(child));
            assertEquals(3, child.exit());
            Scripts.awaitGone(child);
            assertEquals(Optional.empty(), child.verdict());
        }
    }

    @Test
    void argumentsAreNotReadByAnyShell() throws Exception {
        String nasty = "$(touch " + folder.resolve("made") + "); `id` 'a\" * ~ \\";
        try (ChildProcess child = scripts.start("printf '%s|' \"$@\"", Scripts.LIMITS, "", nasty, "", "-n", "ü")) {
            assertEquals(nasty + "||-n|ü|", Scripts.text(child));
        }
        assertFalse(Files.exists(folder.resolve("made")));
    }

    @Test
    void itsEnvironmentIsMadeFromNothing() throws Exception {
        try (ChildProcess child = scripts.start("env | cut -d= -f1", Scripts.LIMITS)) {
            // The shell itself adds these.
            assertEquals(List.of("MODELSCAN_PROCESS", "PATH"), new TreeSet<>(Scripts.text(child).lines()
                    .filter(name -> !List.of("PWD", "SHLVL", "_", "OLDPWD").contains(name)).collect(Collectors.toSet()))
                    .stream().toList());
        }
    }

    @Test
    void aLargeInputThatNobodyReadsDoesNotHold() throws Exception {
        try (ChildProcess child = scripts.start("echo done", Scripts.LIMITS, "x".repeat(1 << 20))) {
            assertEquals("done\n", Scripts.text(child));
            assertEquals(0, child.exit());
        }
    }

    @Test
    void aLargeOutputComesWholeToASlowReader() throws Exception {
        try (ChildProcess child = scripts.start("head -c 3000000 /dev/zero", Scripts.LIMITS)) {
            assertEquals(3_000_000, child.output().readAllBytes().length);
        }
    }

    @Test
    void complaintsAreKeptToTheirEnd() throws Exception {
        try (ChildProcess child = scripts.start("head -c 200000 /dev/zero | tr '\\0' a >&2; printf END >&2", Scripts.LIMITS)) {
            assertEquals("", Scripts.text(child));
            Scripts.awaitGone(child);
            assertTrue(child.complaint().endsWith("aEND") && child.complaint().length() <= 8192, child.complaint());
        }
    }

    @Test
    void outputWithoutEndIsCutAndIsNoAnswer() throws Exception {
        try (ChildProcess child = scripts.start("yes", Scripts.LIMITS.output(200_000))) {
            FailureException cut = assertThrows(FailureException.class, () -> child.output().readAllBytes());
            assertEquals(ErrorCode.PROVIDER_GARBAGE, cut.failure().code());
            assertEquals("script wrote more than 200000 bytes", cut.failure().message());
            Scripts.awaitGone(child);
        }
    }

    @Test
    void silenceIsNotWaitedForLong() throws Exception {
        try (ChildProcess child = scripts.start("echo begun; sleep 600", Scripts.LIMITS.idle(Duration.ofMillis(300)))) {
            assertEquals("begun", Scripts.line(child));
            FailureException late = assertThrows(FailureException.class, () -> child.output().read());
            assertEquals(ErrorCode.PROVIDER_TIMEOUT, late.failure().code());
            assertEquals("script said nothing for 300 ms", late.failure().message());
            Scripts.awaitGone(child);
        }
    }

    @Test
    void aReaderThatDoesNotReadIsNotSilenceOfTheChild() throws Exception {
        Limits limits = Scripts.LIMITS.idle(Duration.ofMillis(100)).total(Duration.ofMillis(1500));
        try (ChildProcess child = scripts.start("yes", limits)) {
            Scripts.awaitGone(child);
            assertEquals("script took longer than 1500 ms", child.verdict().orElseThrow().message());
        }
    }

    @Test
    void theDeadlineHoldsForTheBusyToo() throws Exception {
        Limits limits = Scripts.LIMITS.total(Duration.ofMillis(400));
        try (ChildProcess child = scripts.start("while :; do echo x; sleep 0.05; done", limits)) {
            FailureException late = assertThrows(FailureException.class, () -> child.output().readAllBytes());
            assertEquals(ErrorCode.PROVIDER_TIMEOUT, late.failure().code());
            Scripts.awaitGone(child);
        }
    }

    @Test
    void whoIgnoresTheRequestToGoIsKilled() throws Exception {
        try (ChildProcess child = scripts.start("trap '' TERM; echo ready; while :; do sleep 0.2; done", Scripts.LIMITS)) {
            assertEquals("ready", Scripts.line(child));
            Scripts.end(child);
            assertEquals(137, child.exit());
        }
    }

    @Test
    void whoTidiesUpWhenAskedToGoHasTheTime() throws Exception {
        Path tidy = folder.resolve("tidy");
        try (ChildProcess child = scripts.start("trap 'echo bye > " + tidy + "; exit 0' TERM; echo ready\n"
                + "while :; do sleep 0.05; done", Scripts.LIMITS.grace(Duration.ofSeconds(10)))) {
            assertEquals("ready", Scripts.line(child));
            Scripts.end(child);
        }
        assertEquals("bye\n", Files.readString(tidy));
    }

    @Test
    void itFinishesUnheardWhenReleased() throws Exception {
        Path saved = folder.resolve("saved");
        try (ChildProcess child = scripts.start("echo answer; yes | head -c 300000; echo kept > " + saved, Scripts.LIMITS)) {
            assertEquals("answer", Scripts.line(child));
            child.release(Duration.ofSeconds(20));
            Scripts.awaitGone(child);
            assertEquals(Optional.empty(), child.verdict());
        }
        assertEquals("kept\n", Files.readString(saved));
    }

    @Test
    void whoIsReleasedAndDoesNotEndIsEnded() throws Exception {
        try (ChildProcess child = scripts.start("echo answer; sleep 600", Scripts.LIMITS)) {
            assertEquals("answer", Scripts.line(child));
            child.release(Duration.ofMillis(100));
            Scripts.awaitGone(child);
        }
    }

    @Test
    void whatCannotBeStartedSaysSo() throws IOException {
        FailureException missing = assertThrows(FailureException.class, () -> ChildProcess.start(new Command(
                List.of(folder.resolve("nothing").toString(), "secret"), Map.of("KEY", "secret"), folder, Scripts.LIMITS), new byte[0]));
        assertEquals(ErrorCode.PROVIDER_UNCONFIGURED, missing.failure().code());
        assertTrue(missing.getMessage().contains("nothing") && !missing.getMessage().contains("secret"), missing.getMessage());
        FailureException tooLong = assertThrows(FailureException.class,
                () -> scripts.start("cat", Scripts.LIMITS, "", "x".repeat(4_000_000)));
        assertEquals(ErrorCode.TOO_LARGE, tooLong.failure().code());
        FailureException zero = assertThrows(FailureException.class,
                () -> scripts.start("cat", Scripts.LIMITS, "", "a\0b"));
        assertEquals(ErrorCode.INVALID_REQUEST, zero.failure().code());
    }

    @Test
    void aCommandDoesNotTellItsSecrets() {
        assertEquals("Command[claude]", new Command(List.of("/opt/claude", "prompt"), Map.of("KEY", "sk-1"), folder,
                Scripts.LIMITS).toString());
    }
}
