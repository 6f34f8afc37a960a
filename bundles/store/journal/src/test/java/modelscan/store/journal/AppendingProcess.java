package modelscan.store.journal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.store.Journal.Receipt;

/** Another process, which appends and says the position of each entry that it was told to be kept. */
final class AppendingProcess implements AutoCloseable {
    private static final int CLIENTS = 8;
    private static final int MOST = 200_000;

    private final Process process;
    private final BufferedReader said;
    private long last = -1;

    private AppendingProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.US_ASCII);
    }

    public static void main(String[] arguments) throws IOException {
        FileJournal journal = new FileJournal(new LocalDisk(), Path.of(arguments[0]), new OpenJournal.Sizes(64 * 1024, 0));
        // Without a buffer: what is in the pipe was said.
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        for (int client = 0; client < CLIENTS; client++) {
            Thread.ofPlatform().start(() -> append(journal, out));
        }
    }

    private static void append(FileJournal journal, FileOutputStream out) {
        try {
            for (int i = 0; i < MOST; i++) {
                Receipt receipt = journal.append("child", Held.data(i));
                receipt.await();
                out.write((receipt.position() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException nobodyListens) {
            Runtime.getRuntime().halt(1);
        }
    }

    static AppendingProcess in(Path folder) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new AppendingProcess(new ProcessBuilder(java, "-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto",
                "-cp", System.getProperty("java.class.path"), AppendingProcess.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start());
    }

    /** The highest position that a process said before it was killed. */
    static long killedAfter(Path folder, int entries) throws IOException {
        try (AppendingProcess process = in(folder)) {
            process.told(entries);
            process.kill();
            return process.rest();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Waits until so many entries were told. */
    void told(int entries) throws IOException {
        for (int i = 0; i < entries; i++) {
            if (!listen()) {
                throw new IOException("the process ended by itself");
            }
        }
    }

    @Override
    public void close() {
        kill();
    }

    private void kill() {
        // The handle, because a process that is destroyed closes the pipe at this end too.
        process.toHandle().destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private long rest() throws IOException {
        while (listen()) {
            continue;
        }
        return last;
    }

    private boolean listen() throws IOException {
        String line = said.readLine();
        if (line == null || line.isEmpty()) {
            return false;
        }
        last = Math.max(last, Long.parseLong(line));
        return true;
    }
}
