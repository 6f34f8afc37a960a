package modelscan.shell.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;

/** Copies the configuration, without secrets unless they are wanted. */
final class ConfCopy {
    private static final Set<String> SECRET_FILES = Set.of("admin.token", "keys.pepper");
    private static final Set<String> SECRET_WORDS = Set.of("key", "keys", "password", "secret", "token");
    private static final String SECRET_FOLDER = "secrets";

    private final Path from;
    private final Path to;
    private final boolean secrets;
    private final List<String> left = new ArrayList<>();
    private int count;

    ConfCopy(Path from, Path to, boolean secrets) {
        this.from = from;
        this.to = to;
        this.secrets = secrets;
    }

    /** Makes a folder that only its owner may look into. */
    static void folder(Path folder) throws IOException {
        FileAttribute<?>[] own = folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
        Files.createDirectories(folder, own);
    }

    /** How many files were copied. */
    int copy() throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                if (!secrets && folder.equals(from.resolve(SECRET_FOLDER))) {
                    left.add("conf/" + SECRET_FOLDER);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                folder(to.resolve(from.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    take(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return count;
    }

    /** What was left out because a secret is in it. */
    List<String> left() {
        return left.stream().sorted().toList();
    }

    private void take(Path file) throws IOException {
        String name = from.relativize(file).toString();
        if (!secrets && (SECRET_FILES.contains(name) || tellsASecret(file))) {
            left.add("conf/" + name);
            return;
        }
        Files.copy(file, to.resolve(name), StandardCopyOption.COPY_ATTRIBUTES);
        count++;
    }

    /** Whether a secret is written where a reference such as {@code $[secret:groq]} should be; who cannot be read may hold one. */
    private static boolean tellsASecret(Path file) throws IOException {
        if (!file.getFileName().toString().endsWith(".json")) {
            return false;
        }
        try {
            return tells(Json.read(Files.readAllBytes(file)), false);
        } catch (FailureException unreadable) {
            return true;
        }
    }

    private static boolean tells(JsonNode node, boolean secret) {
        if (node.isTextual()) {
            return secret && !node.textValue().isEmpty() && !node.textValue().startsWith("$[");
        }
        return node.isObject() ? node.propertyStream().anyMatch(member -> tells(member.getValue(), names(member.getKey())))
                : node.valueStream().anyMatch(element -> tells(element, secret));
    }

    private static boolean names(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        return SECRET_WORDS.stream().anyMatch(small::endsWith);
    }
}
