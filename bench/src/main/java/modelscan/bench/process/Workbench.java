package modelscan.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A temporary folder and processes that end with it, also after Ctrl-C.
 *
 * <pre>{@code try (Workbench bench = Workbench.open()) { bench.start(bench.folder("mock"), command); }}</pre>
 */
public final class Workbench implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 15;

    private final Path root;
    private final List<Process> processes = new ArrayList<>();
    private final Thread hook = Thread.ofPlatform().unstarted(this::clear);
    private boolean cleared;

    private Workbench(Path root) {
        this.root = root;
    }

    public static Workbench open() throws IOException {
        Workbench bench = new Workbench(Files.createTempDirectory("modelscan-bench"));
        Runtime.getRuntime().addShutdownHook(bench.hook);
        return bench;
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** A new folder whose name begins as given. */
    public Path folder(String name) throws IOException {
        return Files.createTempDirectory(root, name + "-");
    }

    /** Starts a process that writes what it says to {@code output.log} in the folder. */
    public synchronized Process start(Path folder, List<String> command) throws IOException {
        if (cleared) {
            throw new IllegalStateException("the bench is being cleared");
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(folder.resolve("output.log").toFile());
        builder.environment().putIfAbsent("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        process.getOutputStream().close();
        processes.add(process);
        return process;
    }

    /** Ends a process and all that it started: asked first, forced when it does not listen. */
    public synchronized void end(Process process) {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        family.forEach(ProcessHandle::destroy);
        for (ProcessHandle member : family) {
            try {
                member.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                member.destroyForcibly();
            } catch (ExecutionException | TimeoutException stubborn) {
                member.destroyForcibly();
            }
        }
        processes.remove(process);
    }

    /** What a process said last, for an error message. */
    public static String lastWords(Path folder) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve("output.log"));
            return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        } catch (IOException unreadable) {
            return "(it said nothing)";
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook itself is running and does the same.
            return;
        }
    }

    private synchronized void clear() {
        cleared = true;
        List.copyOf(processes).reversed().forEach(this::end);
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException stillInUse) {
            System.err.println("could not delete " + root + ": " + stillInUse.getMessage());
        }
    }
}
