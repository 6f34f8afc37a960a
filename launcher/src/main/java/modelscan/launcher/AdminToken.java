package modelscan.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** The key to the management API: 256 random bits in {@code conf/admin.token}, for the owner's eyes only. */
final class AdminToken {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private AdminToken() {
    }

    /** Makes the token when there is none; only then it is returned, to be shown once. */
    static Optional<String> ensure(Home home) {
        Path file = home.adminToken();
        try {
            if (Files.exists(file) && !Files.readString(file).isBlank()) {
                closeToOthers(file);
                return Optional.empty();
            }
            String token = random();
            write(file, token);
            return Optional.of(token);
        } catch (IOException e) {
            throw new StartFailure(ExitCode.HOME_UNUSABLE, "The admin token " + file + " cannot be kept (" + e + ")", e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** By way of a second file: nobody ever reads half a token, and it is closed before it has content. */
    private static void write(Path file, String token) throws IOException {
        FileAttribute<?>[] closed = Home.posix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Path draft = Files.createTempFile(file.getParent(), ".admin", ".token", closed);
        try {
            Files.writeString(draft, token + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void closeToOthers(Path file) throws IOException {
        if (Home.posix() && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }
}
