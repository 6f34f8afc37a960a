package modelscan.stage.account;

import java.math.BigDecimal;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Tokens;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides which usage is believed, and counts what was not told. */
record UsageBelief(Surroundings around) {
    private static final Logger LOG = LoggerFactory.getLogger(UsageBelief.class);
    private static final BigDecimal MOST_TOKENS = BigDecimal.valueOf(10_000_000);
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    /** Usage, and whether some of it was counted here. */
    record Believed(Usage usage, boolean estimated) {
    }

    /** What the last call of this exchange used. */
    Believed of(Ending ending, Candidate candidate) {
        Usage told = credible(ending.receipt().usage(), ending.exchange().id(), candidate.name());
        boolean cut = ending.receipt().finish().isEmpty() && ending.failure().isPresent();
        boolean chat = ending.exchange().operation() == Operation.CHAT;
        boolean halves = chat && (told.amount(Unit.INPUT).isPresent() != told.amount(Unit.OUTPUT).isPresent());
        boolean counts = chat || ending.exchange().operation() == Operation.EMBEDDING;
        Optional<Tokens> tokens = around.tokens();
        if (!counts || tokens.isEmpty() || !(told.unknown() || halves || cut)) {
            return new Believed(told, false);
        }
        Usage counted = counted(ending, candidate, tokens.get(), told);
        return new Believed(counted, !counted.equals(told));
    }

    /** The usage if it can be true, otherwise none. */
    Usage credible(Usage usage, String request, String name) {
        for (Unit unit : Unit.ALL) {
            if (usage.has(unit) && usage.amount(unit).orElseThrow().compareTo(most(unit)) > 0) {
                LOG.warn("request {}: {} tells a usage of {} {}, which is not believed", request, name,
                        usage.amount(unit).orElseThrow().toPlainString(), unit.word());
                return Usage.NONE;
            }
        }
        return usage;
    }

    private static BigDecimal most(Unit unit) {
        return switch (unit) {
            case INPUT, CACHE_READ, CACHE_WRITE, CACHE_WRITE_LONG, INPUT_AUDIO, INPUT_IMAGE, OUTPUT, REASONING, OUTPUT_AUDIO,
                    OUTPUT_IMAGE -> MOST_TOKENS;
            case CHARACTER, SECOND, IMAGE, PAGE, REQUEST, SEARCH, CREDIT -> MOST;
        };
    }

    private static Usage counted(Ending ending, Candidate candidate, Tokens tokens, Usage told) {
        try {
            Usage usage = told;
            if (told.amount(Unit.INPUT).isEmpty()) {
                usage = usage.with(Unit.INPUT, tokens.count(ending.exchange().request(), candidate.model()).tokens());
            }
            if (ending.exchange().operation() == Operation.CHAT) {
                BigDecimal heard = BigDecimal.valueOf(said(ending.heard(), candidate, tokens));
                usage = usage.with(Unit.OUTPUT, heard.max(told.amount(Unit.OUTPUT).orElse(BigDecimal.ZERO)));
            }
            return usage;
        } catch (RuntimeException uncountable) {
            LOG.warn("request {}: its tokens cannot be counted", ending.exchange().id(), uncountable);
            return told;
        }
    }

    // A counter counts messages: what an empty one takes is not part of the text.
    private static long said(Heard heard, Candidate candidate, Tokens tokens) {
        String text = heard.text();
        if (text.isEmpty()) {
            return 0;
        }
        String id = candidate.model().id();
        long whole = tokens.count(ChatRequest.of(id, Message.assistant(text)), candidate.model()).tokens();
        long frame = tokens.count(ChatRequest.of(id, Message.assistant("")), candidate.model()).tokens();
        return Math.max(1, whole - frame) * heard.stride();
    }
}
