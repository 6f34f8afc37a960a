package modelscan.core.catalog.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.base.json.Fields;
import modelscan.base.json.Json;
import modelscan.stream.ndjson.JsonLines;
import modelscan.test.kit.Samples;

/** A real program as a provider: a script in a folder of the test. */
final class Tool {
    final AtomicInteger closed = new AtomicInteger();
    private final Path folder;
    private final Commands commands;

    /** A tool whose descriptor has these words beside {@code run}, which begins with the script. */
    Tool(Path folder, String script, String arguments, String words) {
        this.folder = folder;
        Path program = write(folder.resolve("bin/tool"), "#!/bin/sh\n" + script + "\n");
        String run = arguments.isEmpty() ? "" : "," + arguments;
        commands = new Commands(setup(folder, "{'run':['" + program + "'" + run + "]" + (words.isEmpty() ? "" : "," + words) + "}"));
    }

    static Setup setup(Path folder, String command) {
        Map<String, String> environment = Map.of("PATH", "/usr/bin:/bin", "HOME", "/home/of/somebody", "SECRET_OF_THE_GATEWAY",
                "not for tools", "TOOL_TOKEN", "token-0123456789");
        return new Setup("acme", form(command), folder.resolve("work"), environment,
                text -> text.contains("$[env:NONE]") ? Optional.empty() : Optional.of(text));
    }

    static CommandForm form(String command) {
        return CommandReader.read(Fields.open(Json.read(command.replace('\'', '"')), "acme.json command"));
    }

    Commands commands() {
        return commands;
    }

    Reply open(Exchange exchange) {
        return commands.open(exchange, spoken(UnaryOperator.identity()));
    }

    Spoken spoken(UnaryOperator<Back.Order> checked) {
        return new Spoken(new PlainLines(), new JsonLines(), Optional.of("key-of-account"), checked,
                failure -> failure.by("acme"), closed::incrementAndGet);
    }

    static Exchange exchange(ChatRequest chat, Map<String, String> wishes, String model) {
        return Exchange.of("test", Inquiry.of(chat, true), new Wishes(wishes), new Cancellation())
                .to(Samples.candidate("acme", model), 1);
    }

    String file(String name) {
        try {
            return Files.readString(folder.resolve("work").resolve(name));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    List<String> lines(String name) {
        return file(name).lines().toList();
    }

    private static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
            return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
