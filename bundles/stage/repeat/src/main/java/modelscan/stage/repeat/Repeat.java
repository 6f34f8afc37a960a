package modelscan.stage.repeat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.Original;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Gives a caller that sends a request again, under the same header {@code idempotency-key}, the answer it has paid for.
 *
 * <p>It stands outside of accounting: a repetition costs nothing. What failed is asked again.
 */
@Component(configurationPid = "modelscan.stage.repeat", property = "service.ranking:Integer=100")
@StagePhase(Phase.ACCOUNT)
@Designate(ocd = Repeat.Config.class)
public final class Repeat implements Stage {
    private static final String WISH = "idempotency-key";
    private static final int LONGEST = 255;

    private final Memory memory;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Repeated requests", description = "Answers kept for callers that send an idempotency-key")
    public @interface Config {
        @AttributeDefinition(description = "For how many minutes an answer is kept", required = false)
        int minutes() default 60;

        @AttributeDefinition(description = "How many megabytes all kept answers may have", required = false)
        int megabytes() default 32;
    }

    @Activate
    public Repeat(Config config) {
        this(new Memory(Duration.ofMinutes(Math.max(1, config.minutes())), Math.max(1, config.megabytes()) * 1_000_000L,
                System::nanoTime));
    }

    Repeat(Memory memory) {
        this.memory = memory;
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        Optional<String> key = exchange.wishes().named(WISH);
        Optional<Original> original = exchange.inquiry().original();
        if (key.isEmpty() || original.isEmpty()) {
            return next.handle(exchange);
        }
        if (key.get().isEmpty() || key.get().length() > LONGEST) {
            return Reply.refused(ErrorCode.INVALID_REQUEST, "an idempotency-key has 1 to " + LONGEST + " characters");
        }
        return switch (memory.find(exchange.principal().id() + " " + key.get(), digest(exchange, original.get()))) {
            case Memory.Found.Kept(Memory.Answer answer) -> new KeptReply(answer);
            case Memory.Found.Running() -> Reply.refused(Failure.of(ErrorCode.CONFLICT, "the request with this idempotency-key is "
                    + "still being answered").after(Duration.ofSeconds(1)));
            case Memory.Found.Other() -> Reply.refused(ErrorCode.CONFLICT, "this idempotency-key was used for another request; "
                    + "a new request needs a new one");
            case Memory.Found.Fresh(Memory.Place place) -> asked(exchange, next, place);
        };
    }

    private Reply asked(Exchange exchange, Next next, Memory.Place place) {
        boolean answered = false;
        try {
            Reply reply = new KeepingReply(next.handle(exchange), place, memory);
            answered = true;
            return reply;
        } finally {
            if (!answered) {
                memory.forget(place);
            }
        }
    }

    private static byte[] digest(Exchange exchange, Original original) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String word : Arrays.asList(original.dialect(), exchange.operation().word(), exchange.inquiry().model())) {
                digest.update(word.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return digest.digest(original.bytes());
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
