package modelscan.store.sql;

import static modelscan.store.sql.StoreContract.insert;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.store.Store.Tables;
import modelscan.api.model.FailureException;

/** Another process, which writes and says a line for each work that it was told to be kept. */
final class WritingProcess {
    private static final int CLIENTS = 8;
    private static final int MOST = 200_000;

    private WritingProcess() {
    }

    public static void main(String[] arguments) {
        Tables tables = Home.store(Path.of(arguments[0]), Words.EMBEDDED).open("keys", List.of(StoreContract.FIRST));
        try {
            tables.write(insert("counter"));
        } catch (FailureException thereAlready) {
            System.err.println(thereAlready.getMessage());
        }
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        for (int client = 0; client < CLIENTS; client++) {
            String name = ProcessHandle.current().pid() + "-" + client + "-";
            Thread.ofPlatform().start(() -> write(tables, name, out));
        }
    }

    private static void write(Tables tables, String name, FileOutputStream out) {
        try {
            for (int i = 0; i < MOST; i++) {
                String id = name + i;
                tables.write(connection -> {
                    count(connection);
                    return insert(id).on(connection);
                });
                out.write('\n');
            }
        } catch (IOException nobodyListens) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("update keys_key set uses = uses + 1 where id = 'counter'");
        }
    }

    /** How many works the process said were kept, before it was killed. */
    static long killedAfter(Path home, int works) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                WritingProcess.class.getName(), home.toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        long said = 0;
        try (BufferedReader lines = process.inputReader()) {
            while (said < works && lines.readLine() != null) {
                said++;
            }
            // The handle, because a process that is destroyed closes the pipe at this end too.
            process.toHandle().destroyForcibly();
            process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
            while (lines.readLine() != null) {
                said++;
            }
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
