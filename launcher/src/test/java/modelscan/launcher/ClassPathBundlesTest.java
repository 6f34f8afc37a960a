package modelscan.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Version;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** Real framework, hand-made bundles; the class path is that of the tests. */
class ClassPathBundlesTest {
    private static final String EXPORTED = "modelscan.launcher;version=1.0";

    @TempDir
    Path folder;

    private Path connected;
    private ClassPathBundles classPath;
    private Framework framework;

    /** Whose class object tells where it was loaded. */
    public static final class Told {
    }

    /** Of a plugin that imports nothing. */
    public static final class Stranger {
    }

    @BeforeEach
    void start() throws Exception {
        connected = new BundleJar("connected").header("Export-Package", EXPORTED).type(Told.class)
                .file("conf/told.txt", "what it told").file("conf/more/deep.txt", "deep").write(folder);
        classPath = new ClassPathBundles(List.of(connected, folder.resolve("broken.jar")), getClass().getClassLoader());
        framework = new FrameworkFactory().newFramework(settings(), classPath);
        framework.start();
    }

    @AfterEach
    void stop() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void classesComeFromTheClassPath() throws Exception {
        Bundle bundle = started(connected);

        assertSame(Told.class, bundle.loadClass(Told.class.getName()));
        assertEquals(Bundle.ACTIVE, bundle.getState());
        assertEquals("connected", bundle.getHeaders().get("bundle-symbolicname"));
    }

    @Test
    void filesComeFromItsJar() throws Exception {
        Bundle bundle = started(connected);

        assertEquals("what it told", text(bundle.getEntry("conf/told.txt")));
        assertEquals("what it told", text(bundle.getEntry("/conf/told.txt")));
        assertEquals(Told.class.getResource("ClassPathBundlesTest$Told.class"),
                bundle.getResource("modelscan/launcher/ClassPathBundlesTest$Told.class"), "resources come with the classes");
        assertNull(bundle.getEntry("conf/nothing.txt"));
        assertEquals(List.of("/conf/more/deep.txt", "/conf/told.txt"), Collections.list(
                bundle.findEntries("conf", "*.txt", true)).stream().map(URL::getPath).sorted().toList());
        Set<String> below = new TreeSet<>(Collections.list(bundle.getEntryPaths("conf")));
        assertEquals(Set.of("conf/more/", "conf/told.txt"), below);
    }

    @Test
    void otherJarsKeepTheirOwnClassLoader() throws Exception {
        Bundle other = started(new BundleJar("other").type(Told.class).write(folder));

        assertTrue(other.getLocation().startsWith("reference:"));
        assertNotSame(Told.class, other.loadClass(Told.class.getName()));
    }

    @Test
    void whoImportsFromTheClassPathGetsTheSameClass() throws Exception {
        Bundle importer = install(new BundleJar("importer").header("Import-Package", EXPORTED).write(folder));
        started(connected);
        importer.start();

        assertSame(Told.class, importer.loadClass(Told.class.getName()));
    }

    @Test
    void whoDoesNotImportSeesNothingOfTheClassPath() throws Exception {
        started(connected);
        Bundle stranger = started(new BundleJar("stranger").type(Stranger.class).write(folder));
        ClassLoader itsClasses = stranger.loadClass(Stranger.class.getName()).getClassLoader();

        assertThrows(ClassNotFoundException.class, () -> stranger.loadClass(Told.class.getName()));
        assertThrows(ClassNotFoundException.class, () -> itsClasses.loadClass(Told.class.getName()));
        assertThrows(ClassNotFoundException.class, () -> Class.forName(Told.class.getName(), false, itsClasses));
    }

    @Test
    void aNewerBundleOfThatNameLivesBesideItAndIsPreferred() throws Exception {
        Path plugins = Files.createDirectory(folder.resolve("plugins"));
        Bundle old = started(connected);
        Bundle newer = started(new BundleJar("connected").header("Bundle-Version", "2.0.0").type(Told.class)
                .header("Export-Package", "modelscan.launcher;version=2.0").write(plugins));
        Bundle importer = started(new BundleJar("importer").header("Import-Package", "modelscan.launcher;version=2").write(folder));

        assertEquals(Version.valueOf("2.0.0"), newer.getVersion());
        assertNotSame(Told.class, newer.loadClass(Told.class.getName()));
        assertSame(newer.loadClass(Told.class.getName()), importer.loadClass(Told.class.getName()));
        old.uninstall();
        assertEquals(Bundle.ACTIVE, newer.getState());
    }

    @Test
    void anUpdateReadsTheJarAnew() throws Exception {
        Bundle bundle = started(connected);
        new BundleJar("connected").header("Bundle-Version", "1.5.0").file("conf/told.txt", "something new").write(folder);
        bundle.update();
        CountDownLatch refreshed = new CountDownLatch(1);
        framework.adapt(FrameworkWiring.class).refreshBundles(Set.of(bundle), event -> refreshed.countDown());
        assertTrue(refreshed.await(10, TimeUnit.SECONDS));

        assertEquals(Version.valueOf("1.5.0"), bundle.getVersion());
        assertEquals("something new", text(bundle.getEntry("conf/told.txt")));
        assertEquals(Bundle.ACTIVE, bundle.getState());
    }

    @Test
    void whatWasTakenAwayComesAgain() throws Exception {
        for (int i = 0; i < 3; i++) {
            Bundle bundle = started(connected);
            assertEquals("what it told", text(bundle.getEntry("conf/told.txt")));
            bundle.uninstall();
            assertEquals(Bundle.UNINSTALLED, bundle.getState());
        }
        assertSame(Told.class, started(connected).loadClass(Told.class.getName()));
    }

    @Test
    void aJarThatIsNoneIsNamed() throws Exception {
        Path broken = folder.resolve("broken.jar");
        byte[] whole = Files.readAllBytes(connected);

        assertEquals("broken.jar cannot be installed: java.nio.file.NoSuchFileException: " + broken, problem(broken));
        for (byte[] content : List.of(new byte[0], noise(2_000), Arrays.copyOf(whole, whole.length / 2))) {
            Files.write(broken, content);
            assertTrue(problem(broken).startsWith("broken.jar cannot be installed: java.util.zip.ZipException: "), problem(broken));
        }
        for (byte[] content : List.of(withManifest(""), withManifest("Manifest-Version: 1.0\n"))) {
            Files.write(broken, content);
            assertEquals("broken.jar cannot be installed: it is no bundle, for it has no Bundle-SymbolicName", problem(broken));
        }
        Files.write(broken, withManifest("no header\n"));
        assertEquals("broken.jar cannot be installed: java.io.IOException: invalid header field (line 1)", problem(broken));
    }

    @Test
    void damageIsToldOrDoesNotMatter() throws Exception {
        Path broken = folder.resolve("broken.jar");
        byte[] whole = Files.readAllBytes(connected);
        Random random = new Random(12);
        int told = 0;
        for (int i = 0; i < 300; i++) {
            byte[] damaged = whole.clone();
            for (int change = 0; change < 4; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            Files.write(broken, damaged);
            told += problem(broken).isEmpty() ? 0 : 1;
        }
        assertTrue(told > 100, "many are told: " + told);
    }

    /** What the start says about it; afterwards it is as if it had never been. */
    private String problem(Path jar) throws BundleException {
        List<String> problems = new Installation(framework.getBundleContext(), classPath).run(List.of(jar), List.of());
        for (Bundle bundle : framework.getBundleContext().getBundles()) {
            if (bundle.getBundleId() != 0) {
                bundle.uninstall();
            }
        }
        return String.join("; ", problems);
    }

    private Bundle install(Path jar) throws BundleException {
        return framework.getBundleContext().installBundle(classPath.location(jar));
    }

    private Bundle started(Path jar) throws BundleException {
        Bundle bundle = install(jar);
        bundle.start();
        return bundle;
    }

    private Map<String, String> settings() {
        Home home = Home.at(folder.resolve("home"));
        return FrameworkSettings.of(new Options(home.root(), 0, 0), home, new Distribution(folder));
    }

    private static String text(URL file) throws IOException {
        try (InputStream in = file.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(11).nextBytes(noise);
        return noise;
    }

    private static byte[] withManifest(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(text.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
