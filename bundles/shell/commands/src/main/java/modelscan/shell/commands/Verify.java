package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import modelscan.api.gateway.store.Journal;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Facts;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:verify}: whether every entry of the journal is as it was written. */
@Component(service = Verify.class, property = {Verb.MS, Verb.NAME + "=verify",
        Verb.ABOUT + "=whether every entry of the journal is as it was written"})
public final class Verify {
    private final Journal journal;

    @Activate
    public Verify(@Reference Journal journal) {
        this.journal = journal;
    }

    /** The command. */
    public Answer verify(CommandSession session, String... words) {
        return Arguments.of(session, 0, words).answer(new Facts(facts(journal.verify())));
    }

    private static ObjectNode facts(Journal.Verdict verdict) {
        ObjectNode facts = Facts.object().put("entries", verdict.entries())
                .put("first", verdict.first().map(Instant::toString).orElse(null))
                .put("last", verdict.last().map(Instant::toString).orElse(null))
                .put("hash", verdict.hash()).put("intact", verdict.broken().isEmpty());
        verdict.broken().ifPresent(why -> facts.put("broken", why));
        return facts;
    }
}
