package modelscan.core.plugins;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.jar.JarInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParcelTest {
    @TempDir
    Path folder;

    @Test
    void readsNameAndVersion() throws Exception {
        Parcel parcel = Parcel.of(write("a.jar", TestBundle.named("a.b; singleton:=true", "1.2.3").bytes()));

        assertEquals("a.b", parcel.symbolicName());
        assertEquals("1.2.3", parcel.version());
        assertEquals(64, parcel.hash().length());
    }

    @Test
    void refusesEveryTruncatedJar() throws Exception {
        byte[] whole = TestBundle.named("a", "1").entry("x", new byte[300]).bytes();
        for (int end = 0; end < whole.length; end++) {
            Path file = write("a.jar", Arrays.copyOf(whole, end));
            assertThrows(IOException.class, () -> Parcel.of(file), "cut after " + end);
        }
    }

    @Test
    void refusesNoise() throws Exception {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[random.nextInt(2000)];
            random.nextBytes(noise);
            Path jar = write("a.jar", noise);
            Path descriptor = write("a.provider.json", noise);
            assertThrows(IOException.class, () -> Parcel.of(jar));
            assertThrows(IOException.class, () -> Parcel.of(descriptor));
        }
    }

    @Test
    void refusesWhatIsTooLarge() throws Exception {
        Path file = folder.resolve("a.provider.json");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(Parcel.LARGEST_DESCRIPTOR + 1);
        }
        assertTrue(assertThrows(IOException.class, () -> Parcel.of(file)).getMessage().contains("larger than 4 MB"));
    }

    @Test
    void noticesThatFileWasChanged() throws Exception {
        Path file = write("a.jar", TestBundle.named("a", "1").bytes());
        Parcel parcel = Parcel.of(file);
        assertTrue(parcel.unchanged(file));

        write("a.jar", TestBundle.named("a", "2").bytes());

        assertFalse(parcel.unchanged(file));
    }

    @Test
    void wrappedDescriptorIsTheSameBytesForTheSameContent() throws Exception {
        Path file = write("my groq!.provider.json", "{}".getBytes());
        Parcel once = Parcel.of(file);
        byte[] jar = once.content().open().readAllBytes();

        assertArrayEquals(jar, Parcel.of(file).content().open().readAllBytes());
        assertEquals("modelscan.plugin.my_groq_", once.symbolicName());
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            assertEquals("osgi.extender;filter:=\"(osgi.extender=modelscan.provider)\"",
                    in.getManifest().getMainAttributes().getValue("Require-Capability"));
            assertEquals("MODELSCAN-INF/provider.json", in.getNextJarEntry().getName());
        }
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }
}
