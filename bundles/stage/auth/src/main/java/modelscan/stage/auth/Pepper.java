package modelscan.stage.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret without which the marks of keys tell nothing; it lives in a file of its own, not beside them. */
final class Pepper {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    // Never used itself: a copy costs less than a new one, and works for one thread.
    private final Mac pattern;

    Pepper(byte[] secret) {
        try {
            pattern = Mac.getInstance(ALGORITHM);
            pattern.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (GeneralSecurityException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** The pepper in this file, which is made if it is not there. */
    static Pepper in(Path file) throws IOException {
        if (!Files.exists(file)) {
            write(file);
        } else if (posix() && !Files.getPosixFilePermissions(file).equals(OWNER_ONLY)) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
        String hex = Files.readString(file, StandardCharsets.US_ASCII).strip();
        if (hex.length() != 2 * BYTES || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw new IOException(file + " is damaged; without what stood in it no key can be known");
        }
        return new Pepper(HexFormat.of().parseHex(hex));
    }

    /** The mark of a text. */
    Mark mark(String text) {
        try {
            return Mark.of(((Mac) pattern.clone()).doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException javasOwnCan) {
            throw new IllegalStateException(javasOwnCan);
        }
    }

    // By way of a second file: nobody ever reads half of it, and it is closed before it has content.
    private static void write(Path file) throws IOException {
        byte[] secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        FileAttribute<?>[] closed = posix() ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
        Files.createDirectories(file.getParent());
        Path draft = Files.createTempFile(file.getParent(), ".keys", ".pepper", closed);
        try {
            Files.writeString(draft, HexFormat.of().formatHex(secret) + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static boolean posix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
