package modelscan.core.plugins;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.osgi.framework.Constants;

/**
 * The bundle that a file holds or stands for.
 *
 * @param hash the SHA-256 of the file's content
 * @param content opens the bundle's bytes
 */
record Parcel(String file, String hash, String symbolicName, String version, Content content) {
    static final long LARGEST_JAR = 200_000_000;
    static final long LARGEST_DESCRIPTOR = 4_000_000;
    private static final int BLOCK = 64 * 1024;

    /** Opens the bytes of a bundle. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /**
     * Looks into a file.
     *
     * @throws IOException with the reason in plain words if it is no plugin
     */
    static Parcel of(Path file) throws IOException {
        return file.getFileName().toString().endsWith(PluginFolder.DESCRIPTOR) ? descriptor(file) : jar(file);
    }

    /** Whether the file still holds what it held. */
    boolean unchanged(Path path) throws IOException {
        return hash(path).equals(hash);
    }

    private static Parcel descriptor(Path file) throws IOException {
        checkSize(file, LARGEST_DESCRIPTOR);
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        String hash = HexFormat.of().formatHex(sha256().digest(bytes));
        DescriptorBundle bundle = DescriptorBundle.of(name, bytes, hash);
        byte[] jar = bundle.jar();
        return new Parcel(name, hash, bundle.symbolicName(), bundle.version(), () -> new ByteArrayInputStream(jar));
    }

    private static Parcel jar(Path file) throws IOException {
        checkSize(file, LARGEST_JAR);
        String hash = hash(file);
        try (JarFile jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String symbolicName = header(manifest, Constants.BUNDLE_SYMBOLICNAME);
            if (symbolicName.isEmpty()) {
                throw new IOException("it is not a bundle: its manifest has no Bundle-SymbolicName");
            }
            return new Parcel(file.getFileName().toString(), hash, symbolicName, header(manifest, Constants.BUNDLE_VERSION),
                    () -> Files.newInputStream(file));
        } catch (ZipException incomplete) {
            throw new IOException("it is not a complete jar: " + incomplete.getMessage(), incomplete);
        }
    }

    private static void checkSize(Path file, long largest) throws IOException {
        if (Files.size(file) > largest) {
            throw new IOException("it is larger than " + largest / 1_000_000 + " MB");
        }
    }

    private static String header(Manifest manifest, String name) {
        String value = manifest == null ? null : manifest.getMainAttributes().getValue(new Attributes.Name(name));
        return value == null ? "" : value.split(";", 2)[0].strip();
    }

    private static String hash(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int count = in.read(block); count >= 0; count = in.read(block)) {
                digest.update(block, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
