package modelscan.stream.eventstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modelscan.api.gateway.Frame;
import modelscan.test.kit.Pieces;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Streams recorded from Amazon; they lie beside the checkout and are skipped where they are not. */
class RecordedStreamsTest {
    private static final Path FOLDER = folder();

    @BeforeAll
    static void mustBeThere() {
        assumeTrue(Files.isDirectory(FOLDER), "skipped: there is no folder " + FOLDER);
    }

    @Test
    void everySplitOfEveryStream() throws IOException {
        for (String name : List.of("basic", "tool", "invoke-model")) {
            byte[] bytes = Files.readAllBytes(FOLDER.resolve(name + ".eventstream.bin"));
            List<String> expected = read(bytes, bytes.length);
            assertTrue(expected.size() >= 7, name);
            for (int split = 0; split < bytes.length; split++) {
                assertEquals(expected, read(bytes, split), name + " at " + split);
            }
        }
    }

    @Test
    void eventsHaveTheirNames() throws IOException {
        List<Frame> frames = EventStreamTest.all(new EventStream().reader(
                Files.newInputStream(FOLDER.resolve("basic.eventstream.bin")), 10_000));
        assertEquals(List.of("messageStart", "contentBlockDelta", "contentBlockDelta", "contentBlockDelta",
                "contentBlockStop", "messageStop", "metadata"), frames.stream().map(Frame::event).toList());
        assertEquals("{\"p\":\"abcdefghij\",\"role\":\"assistant\"}", frames.getFirst().text());
        assertEquals("application/json", frames.getFirst().type());
    }

    private static List<String> read(byte[] bytes, int split) throws IOException {
        return EventStreamTest.all(new EventStream().reader(new Pieces(bytes, split), 10_000)).stream()
                .map(frame -> frame.event() + frame.text()).toList();
    }

    private static Path folder() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        return (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures/bedrock-converse").normalize();
    }
}
