package modelscan.test.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page of {@code docs/reference} that is made by a test.
 *
 * <pre>{@code
 * ReferencePage.named("providers.md").check(text); // mvn -Dreference.write=true verify writes it instead
 * }</pre>
 */
public final class ReferencePage {
    private static final String WRITE = "reference.write";
    private static final String NOTE = "\n<!-- Made by a test: change what it tells of, then run that test with -Dreference.write=true. -->\n";

    private final Path file;

    private ReferencePage(Path file) {
        this.file = file;
    }

    /** The page with this name. */
    public static ReferencePage named(String name) {
        return new ReferencePage(checkout().resolve("docs/reference").resolve(name));
    }

    /** The folder of the checkout the test runs in. */
    public static Path checkout() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("docs")) || !Files.isDirectory(folder.resolve("bundles"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException("not inside of a checkout: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    /** Fails when the page does not hold this text; writes it when asked to. */
    public void check(String text) {
        String wanted = text.stripTrailing() + "\n" + NOTE;
        try {
            if (Boolean.getBoolean(WRITE)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, wanted);
            }
            String found = Files.exists(file) ? Files.readString(file) : "";
            if (!found.equals(wanted)) {
                throw new AssertionError("docs/reference/" + file.getFileName() + " is not what the sources say, first at line "
                        + line(found, wanted) + "; run this test with -D" + WRITE + "=true and look at what it changes");
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String line(String found, String wanted) {
        String[] there = found.split("\n", -1);
        String[] here = wanted.split("\n", -1);
        int line = 0;
        while (line < Math.min(there.length, here.length) && there[line].equals(here[line])) {
            line++;
        }
        return (line + 1) + ": " + (line < here.length ? here[line] : "(nothing more)");
    }
}
