package modelscan.base.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Real programs for tests: small scripts in a folder of the test. */
record Scripts(Path folder) {
    static final Limits LIMITS = Limits.usual().grace(Duration.ofMillis(500));

    /** An executable script. */
    Path write(String name, String body) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, "#!/bin/sh\n" + body + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
            return file;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    ChildProcess start(String body, Limits limits) {
        return start(body, limits, "");
    }

    ChildProcess start(String body, Limits limits, String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(write("script", body).toString()));
        all.addAll(List.of(arguments));
        return ChildProcess.start(new Command(all, Map.of("PATH", "/usr/bin:/bin"), folder, limits),
                input.getBytes(StandardCharsets.UTF_8));
    }

    static String text(ChildProcess child) throws IOException {
        return new String(child.output().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Waits until the child and everything it started are gone. */
    static void awaitGone(ChildProcess child) throws Exception {
        child.gone().get(20, TimeUnit.SECONDS);
    }

    /** Closes the child and waits until nothing of it is left. */
    static void end(ChildProcess child) throws Exception {
        child.close();
        awaitGone(child);
    }

    /** Whether a process that a script told the number of still runs; a dead one that nobody buries does not. */
    static boolean runs(String pid) throws IOException {
        Path stat = Path.of("/proc", pid.strip(), "stat");
        boolean listed = ProcessHandle.of(Long.parseLong(pid.strip())).map(ProcessHandle::isAlive).orElse(false);
        return listed && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
    }

    /** The next line, byte by byte. */
    static String line(ChildProcess child) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = child.output().read(); next >= 0 && next != '\n'; next = child.output().read()) {
            line.append((char) next);
        }
        return line.toString();
    }
}
