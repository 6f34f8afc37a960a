package modelscan.test.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import org.junit.jupiter.api.Assumptions;

/** What the tests of a dialect that a command-line tool speaks have in common. */
public record CommandTalk(Dialect dialect) {

    /** How it speaks to a chat. */
    public Back back() {
        return dialect.back(Operation.CHAT).orElseThrow();
    }

    /** A chat that a model was chosen for. */
    public Exchange exchange(ChatRequest chat) {
        return Exchange.of("r", Inquiry.of(chat, true)).to(Samples.candidate("acme", "m"), 1);
    }

    /** A reader of an answer. */
    public Back.Reader reader() {
        return back().reader(exchange(ChatRequest.of("m", Message.user("hi"))));
    }

    /** The events of lines with single quotes, and of the end with this exit status if it is not negative. */
    public List<StreamEvent> events(Back.Reader reader, int exit, String... lines) {
        List<StreamEvent> events = new ArrayList<>();
        for (String line : lines) {
            reader.read(Frame.of(line.replace('\'', '"'))).map(Piece::events).ifPresent(events::addAll);
        }
        if (exit >= 0) {
            reader.read(new Frame(Frame.END, Integer.toString(exit).getBytes(StandardCharsets.UTF_8), false))
                    .map(Piece::events).ifPresent(events::addAll);
        }
        return events;
    }

    /** What was said. */
    public String text(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof StreamEvent.TextDelta more ? more.text() : ""));
        return text.toString();
    }

    /** What was thought. */
    public String thoughts(List<StreamEvent> events) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event instanceof StreamEvent.ThinkingDelta more ? more.text() : ""));
        return text.toString();
    }

    /** Broken lines: whatever they are, nothing but a failed piece or a {@link FailureException} may come of them. */
    public int mutate(List<String> lines, long seed) {
        Random random = new Random(seed);
        int read = 0;
        for (int round = 0; round < 400; round++) {
            Back.Reader reader = reader();
            for (String line : lines) {
                byte[] bytes = line.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
                for (int change = random.nextInt(4); change > 0; change--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
                }
                try {
                    reader.read(Frame.of(bytes)).ifPresent(Piece::events);
                    read++;
                } catch (FailureException allowed) {
                    read++;
                }
            }
            reader.read(new Frame(Frame.END, new byte[] {'0'}, false)).ifPresent(Piece::events);
        }
        return read;
    }

    /** The lines of a recorded run in the folder beside the checkout. */
    public String[] recorded(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("modelscan"))) {
            folder = folder.getParent();
        }
        Path file = (folder == null ? Path.of("..") : folder.resolve("..")).resolve("shared/fixtures").resolve(name).normalize();
        Assumptions.assumeTrue(Files.isRegularFile(file), "no recorded run " + file);
        try {
            return Files.readAllLines(file).stream().map(line -> line.replace("'", "\\u0027")).toArray(String[]::new);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
