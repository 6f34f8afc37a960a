package modelscan.test.kit.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A small program that writes down how it was called, and then does as it is told. */
record ScriptedProgram(Path folder) {
    private static final String SCRIPT = """
            #!/bin/sh
            here='%s'
            for argument in "$@"; do printf '%%s\\n' "$argument"; done > "$here/arguments"
            env > "$here/environment"
            cat > "$here/stdin"
            cat "$here/stderr" >&2
            cat "$here/stdout"
            read -r wait < "$here/wait"
            if [ "$wait" = for-ever ]; then exec sleep 30; fi
            exit "$(cat "$here/status")"
            """;

    static ScriptedProgram in(Path folder) throws IOException {
        Files.createDirectories(folder);
        ScriptedProgram program = new ScriptedProgram(folder);
        Files.writeString(program.path(), SCRIPT.formatted(folder));
        Files.setPosixFilePermissions(program.path(), PosixFilePermissions.fromString("rwx------"));
        return program.does("", "", 0, false);
    }

    /** The file that is run. */
    Path path() {
        return folder.resolve("program");
    }

    /** Writes this and ends with this status, unless it stays for ever. */
    ScriptedProgram does(String stdout, String stderr, int status, boolean forEver) throws IOException {
        for (String seen : List.of("arguments", "environment", "stdin")) {
            Files.deleteIfExists(folder.resolve(seen));
        }
        Files.writeString(folder.resolve("stdout"), stdout);
        Files.writeString(folder.resolve("stderr"), stderr);
        Files.writeString(folder.resolve("status"), status + "\n");
        Files.writeString(folder.resolve("wait"), forEver ? "for-ever\n" : "no\n");
        return this;
    }

    boolean ran() {
        return Files.exists(folder.resolve("arguments"));
    }

    List<String> arguments() throws IOException {
        return seen("arguments");
    }

    List<String> environment() throws IOException {
        return seen("environment");
    }

    String stdin() throws IOException {
        return Files.readString(folder.resolve("stdin"), StandardCharsets.UTF_8);
    }

    private List<String> seen(String what) throws IOException {
        return new ArrayList<>(Files.readAllLines(folder.resolve(what), StandardCharsets.UTF_8));
    }
}
