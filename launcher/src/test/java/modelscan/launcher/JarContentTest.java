package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.connect.ConnectContent.ConnectEntry;

class JarContentTest {
    private static final ClassLoader CLASSES = JarContentTest.class.getClassLoader();

    @TempDir
    Path folder;

    private JarContent content;

    @BeforeEach
    void write() throws IOException {
        content = new JarContent(new BundleJar("some").file("a/b.txt", "text").write(folder), CLASSES);
    }

    @Test
    void saysWhatIsInTheJar() throws IOException {
        content.open();
        ConnectEntry entry = content.getEntry("a/b.txt").orElseThrow();

        assertEquals("text", new String(entry.getBytes(), StandardCharsets.UTF_8));
        assertEquals("a/b.txt", entry.getName());
        assertEquals(4, entry.getContentLength());
        assertTrue(entry.getLastModified() > 0);
        assertEquals(Optional.empty(), content.getEntry("a/c.txt"));
        assertEquals(List.of("META-INF/MANIFEST.MF", "a/b.txt"), names());
        assertEquals("some", content.getHeaders().orElseThrow().get("bundle-symbolicNAME"));
        assertEquals(Optional.of(CLASSES), content.getClassLoader());
        content.close();
    }

    @Test
    void opensAndClosesAsOftenAsOneLikes() throws IOException {
        content.close();
        content.open();
        content.open();
        assertEquals(2, names().size());
        content.close();
        content.close();
        assertThrows(IllegalStateException.class, () -> content.getEntry("a/b.txt"));
        assertThrows(IllegalStateException.class, content::getHeaders);
        content.open();
        assertEquals(2, names().size());
        content.close();
    }

    @Test
    void aJarThatHasGoneIsToldWhenItIsOpened() throws IOException {
        Files.delete(folder.resolve("some.jar"));

        assertThrows(IOException.class, content::open);
        assertThrows(IllegalStateException.class, content::getEntries);
    }

    @Test
    void manyThreadsMayUseIt() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<String>> said = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> task = () -> {
                begin.await();
                content.open();
                return new String(content.getEntry("a/b.txt").orElseThrow().getBytes(), StandardCharsets.UTF_8);
            };
            for (int i = 0; i < 20; i++) {
                said.add(threads.submit(task));
            }
            begin.countDown();
            for (Future<String> one : said) {
                assertEquals("text", one.get());
            }
        }
        content.close();
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        content.getEntries().forEach(names::add);
        return names.stream().sorted().toList();
    }
}
