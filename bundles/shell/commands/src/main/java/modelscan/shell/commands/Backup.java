package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.api.gateway.store.Journal;
import modelscan.api.gateway.store.Store;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Facts;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code ms:backup}: a copy of tables, journal and configuration from which the gateway can be started. */
@Component(service = Backup.class, property = {Verb.MS, Verb.NAME + "=backup", Verb.TAKES + "=<folder> [secrets]",
        Verb.ABOUT + "=copies tables, journal and configuration while the gateway works"})
public final class Backup {
    private static final String SECRETS = "secrets";

    private final Services services;
    private final Path home;

    @Activate
    public Backup(BundleContext context) {
        this.services = new Services(context);
        this.home = Path.of(context.getProperty("modelscan.home")).toAbsolutePath().normalize();
    }

    /** The command. */
    public Answer backup(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 2, words);
        Path target = home.resolve(arguments.word(0, "the folder")).normalize();
        arguments.word(1).filter(word -> !word.equals(SECRETS)).ifPresent(word -> {
            throw Arguments.unknown("word", word, Stream.of(SECRETS));
        });
        return arguments.answer(new Facts(copied(target, arguments.word(1).isPresent())));
    }

    /** Under another name until it is whole, so that nobody takes half a copy for one. */
    private ObjectNode copied(Path target, boolean secrets) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        mustBeFree(target, part);
        try {
            ConfCopy.folder(part);
            ObjectNode facts = Facts.object().put("folder", target.toString());
            List<String> remarks = new ArrayList<>();
            // The tables first: what they lack they find in the journal, and never the other way round.
            facts.put("tables", tables(part.resolve("data").resolve("sql"), remarks));
            journal(part.resolve("data").resolve("journal"), facts);
            ConfCopy conf = new ConfCopy(home.resolve("conf"), part.resolve("conf"), secrets);
            facts.put("settings", conf.copy());
            conf.left().forEach(facts.putArray("left_out")::add);
            remarks.forEach(facts.putArray("remarks")::add);
            Files.move(part, target);
            return facts;
        } catch (IOException broken) {
            throw new UncheckedIOException("the backup in " + part + " is not complete: " + broken.getMessage(), broken);
        }
    }

    private boolean tables(Path folder, List<String> remarks) {
        Optional<Boolean> copied = services.ask(Store.class, store -> {
            if (store.kind() == Store.Kind.POSTGRESQL) {
                remarks.add("the tables are on a PostgreSQL server: copy them with its own tools, such as pg_dump, before this");
                return false;
            }
            store.copy(folder);
            return true;
        });
        if (copied.isEmpty()) {
            remarks.add("there is no store, so no tables were copied");
        }
        return copied.orElse(false);
    }

    private void journal(Path folder, ObjectNode facts) {
        Journal.Verdict verdict = services.ask(Journal.class, journal -> journal.copy(folder))
                .orElseThrow(() -> refused(ErrorCode.UNAVAILABLE, "there is no journal to copy"));
        if (verdict.broken().isPresent()) {
            throw refused(ErrorCode.CONFLICT, "the journal is damaged, so this would be no backup: " + verdict.broken().get());
        }
        facts.put("entries", verdict.entries()).put("hash", verdict.hash());
    }

    private void mustBeFree(Path target, Path part) {
        if (target.getFileName() == null || target.equals(home)
                || Stream.of("data", "conf", "plugins", "logs").anyMatch(own -> target.startsWith(home.resolve(own)))) {
            throw refused(ErrorCode.INVALID_REQUEST, "a backup must not lie in what it copies; choose a folder outside of " + home);
        }
        if (Files.exists(target)) {
            throw refused(ErrorCode.CONFLICT, target + " is there already; every backup gets a folder of its own");
        }
        if (Files.exists(part)) {
            throw refused(ErrorCode.CONFLICT, part + " is left over from a backup that failed, or one is being made; remove it");
        }
    }

    private static FailureException refused(ErrorCode code, String why) {
        return new FailureException(Failure.of(code, why));
    }
}
