package modelscan.base.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A process and everything it started, however far it went away.
 *
 * <p>Whoever lost its parent is no descendant any more for the system; it is known by the mark in its environment, which
 * children inherit. Only a process that wiped its environment and let its parent die is not found, and outside of Linux none
 * that let its parent die.
 */
final class Kin {
    private static final Path PROCESSES = Path.of("/proc");
    private static final Duration LAST_WAIT = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final int ROUNDS = 5;

    private final ProcessHandle head;
    private final byte[] mark;

    Kin(ProcessHandle head, String mark) {
        this.head = head;
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
    }

    /** Asks all of them to go, waits if there is a grace, and kills those who did not. */
    void end(Duration grace) {
        if (!grace.isZero()) {
            List<ProcessHandle> asked = living();
            asked.forEach(ProcessHandle::destroy);
            await(asked, grace);
        }
        // Whoever is killed may have started another one the moment before.
        for (int round = 0; round < ROUNDS; round++) {
            List<ProcessHandle> left = living();
            if (left.isEmpty()) {
                return;
            }
            left.forEach(ProcessHandle::destroyForcibly);
            await(left, LAST_WAIT);
        }
    }

    private List<ProcessHandle> living() {
        Map<Long, ProcessHandle> found = new LinkedHashMap<>();
        found.put(head.pid(), head);
        head.descendants().forEach(each -> found.put(each.pid(), each));
        marked().forEach(each -> found.put(each.pid(), each));
        return found.values().stream().filter(Kin::lives).toList();
    }

    private List<ProcessHandle> marked() {
        List<ProcessHandle> found = new ArrayList<>();
        if (!Files.isDirectory(PROCESSES)) {
            return found;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path each : all) {
                if (bears(each.resolve("environ"))) {
                    ProcessHandle.of(Long.parseLong(each.getFileName().toString())).ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException | NumberFormatException unreadable) {
            // Then the descendants are all we know.
        }
        return found;
    }

    private boolean bears(Path environment) {
        try {
            return contains(Files.readAllBytes(environment));
        } catch (IOException goneOrForeign) {
            return false;
        }
    }

    private boolean contains(byte[] text) {
        for (int from = 0; from + mark.length <= text.length; from++) {
            int at = 0;
            while (at < mark.length && text[from + at] == mark[at]) {
                at++;
            }
            if (at == mark.length) {
                return true;
            }
        }
        return false;
    }

    // Whoever is dead and not yet buried by its new parent is still listed.
    private static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(PROCESSES.resolve(process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            int state = stat.lastIndexOf(')') + 2;
            return state >= stat.length() || stat.charAt(state) != 'Z' && stat.charAt(state) != 'X';
        } catch (IOException noSuchFile) {
            return process.isAlive();
        }
    }

    private static void await(List<ProcessHandle> processes, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() - end < 0 && processes.stream().anyMatch(Kin::lives)
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
    }
}
