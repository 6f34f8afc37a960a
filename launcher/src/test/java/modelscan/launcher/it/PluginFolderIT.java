package modelscan.launcher.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A provider of one's own comes, changes and goes by the script, without a restart. */
@Timeout(120)
class PluginFolderIT {
    private static final String QUESTION = Caller.question("acme/any-model", "hello");

    @TempDir
    Path folder;

    @Test
    void aLoneDescriptorServesIsReplacedAndGoes() throws Exception {
        Path home = folder.resolve("home");
        try (FakeUpstream first = FakeUpstream.start(); FakeUpstream second = FakeUpstream.start();
                RunningDistribution gateway = RunningDistribution.start(Command.DISTRIBUTION, home, Map.of());
                Caller caller = new Caller(gateway)) {
            first.answers(FakeUpstream.whole(200, answer("the first")));
            second.answers(FakeUpstream.whole(200, answer("the second")));
            assertEquals(404, caller.chat(QUESTION).status());

            install(home, first);
            Eventually.holds("the first serves", () -> said(caller).equals(Optional.of("the first")));
            assertEquals(Optional.empty(), first.request().header("authorization"), "it needs no key");
            install(home, second);
            Eventually.holds("the second serves", () -> said(caller).equals(Optional.of("the second")));
            assertEquals(0, Command.modelscan("plugin", "remove", "acme", "--home", home.toString()).exitCode());
            Eventually.holds("it has gone", () -> caller.chat(QUESTION).status() == 404);
        }
    }

    @Test
    void aWrongDescriptorIsNamedAndHarmsNobody() throws Exception {
        try (RunningDistribution gateway = RunningDistribution.start(Command.DISTRIBUTION, folder, Map.of());
                Caller caller = new Caller(gateway)) {
            Files.writeString(folder.resolve("plugins/wrong.provider.json"), "{\"id\":\"wrong\",\"urll\":\"x\"}");

            Eventually.holds("the word is named", () -> caller.manage("/api/plugins").text().contains("'urll'"));
            assertTrue(Command.modelscan("plugin", "list", "--home", folder.toString()).text().contains("'urll'"));
            assertEquals(200, caller.get("/ready").status());
            assertEquals(200, caller.chat(Caller.question("echo", "hello")).status());
        }
    }

    /** The classes of the old one are on the class path, those of the newer one are not: each has its own. */
    @Test
    void aNewerBundleOfTheDistributionTakesOverUntilItGoes() throws Exception {
        try (RunningDistribution gateway = RunningDistribution.start(Command.DISTRIBUTION, folder, Map.of());
                Caller caller = new Caller(gateway)) {
            assertTrue(thought(caller).contains("I am an echo"), thought(caller));
            Path newer = newerEcho(folder.resolve("newer.jar"));
            assertEquals(0, Command.modelscan("plugin", "install", newer.toString(), "--home", folder.toString()).exitCode());

            Eventually.holds("the newer one serves", () -> thought(caller).contains("I AM AN ECHO"));
            assertEquals("hello", caller.chat(Caller.question("echo", "hello", "\"stream\":true")).said());
            assertEquals(0, Command.modelscan("plugin", "remove", "newer", "--home", folder.toString()).exitCode());
            Eventually.holds("the old one serves", () -> thought(caller).contains("I am an echo"));
        }
    }

    private static String thought(Caller caller) throws IOException, InterruptedException {
        return caller.chat(Caller.question("echo/think", "hello")).text();
    }

    /** The echo of the distribution in a version that thinks aloud. */
    private static Path newerEcho(Path file) throws IOException {
        try (JarFile jar = new JarFile(Command.jar("bundles", "modelscan.provider.echo").toFile())) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", "0.9.0");
            try (JarOutputStream newer = new JarOutputStream(Files.newOutputStream(file), manifest)) {
                for (JarEntry entry : jar.stream().filter(one -> !one.getName().equals(JarFile.MANIFEST_NAME)).toList()) {
                    newer.putNextEntry(new JarEntry(entry.getName()));
                    String bytes = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
                    // Of the same length: so a class stays a class.
                    newer.write(bytes.replace("I am an echo", "I AM AN ECHO").getBytes(StandardCharsets.ISO_8859_1));
                    newer.closeEntry();
                }
            }
        }
        return file;
    }

    private void install(Path home, FakeUpstream upstream) throws Exception {
        Path file = Files.writeString(folder.resolve("acme.provider.json"), "{\"id\":\"acme\",\"dialect\":\"openai\","
                + "\"url\":\"" + upstream.url() + "\",\"auth\":\"none\",\"serves\":[\"chat\"]}");
        Command.Outcome outcome = Command.modelscan("plugin", "install", file.toString(), "--home", home.toString());
        assertEquals(0, outcome.exitCode(), outcome.text());
    }

    private static Optional<String> said(Caller caller) throws IOException, InterruptedException {
        Caller.Answer answer = caller.chat(QUESTION);
        return answer.status() == 200 ? Optional.of(answer.json().at("/choices/0/message/content").asText()) : Optional.empty();
    }

    private static String answer(String text) {
        return "{\"id\":\"a\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                + "\"content\":\"" + text + "\"},\"finish_reason\":\"stop\"}]}";
    }
}
