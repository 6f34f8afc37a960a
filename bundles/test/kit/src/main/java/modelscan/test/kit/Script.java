package modelscan.test.kit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What a {@link ScriptedServer} answers to which request; scripts wrap each other.
 *
 * <pre>{@code
 * Script script = Script.always(ScriptedAnswer.json(200, "{}"))
 *         .failing(0.1, 7, ScriptedAnswer.json(500, "{}"))
 *         .limited(30, Duration.ofMinutes(1), clock, wait -> tooMany.header("retry-after", "" + wait.toSeconds()));
 * }</pre>
 */
@FunctionalInterface
public interface Script {
    /** The answer to a request; may block, each request has its own thread. */
    ScriptedAnswer answer(SeenRequest request);

    /** The same answer always. */
    static Script always(ScriptedAnswer answer) {
        return _ -> answer;
    }

    /** These answers one after another; the last one for ever. */
    static Script inOrder(ScriptedAnswer... answers) {
        AtomicInteger next = new AtomicInteger();
        return _ -> answers[Math.min(next.getAndIncrement(), answers.length - 1)];
    }

    /** These scripts one after another; the last one for ever. */
    static Script inTurn(Script... scripts) {
        Deque<Script> left = new ArrayDeque<>(Arrays.asList(scripts));
        return request -> {
            Script turn;
            synchronized (left) {
                turn = left.size() > 1 ? left.removeFirst() : left.getFirst();
            }
            return turn.answer(request);
        };
    }

    /** The same, of which this share fails; the same seed fails the same requests. */
    default Script failing(double share, long seed, ScriptedAnswer failure) {
        Random random = new Random(seed);
        return request -> {
            boolean fails;
            synchronized (random) {
                fails = random.nextDouble() < share;
            }
            return fails ? failure : answer(request);
        };
    }

    /** The same, after {@code pause} has returned; it blocks as long as the test wants. */
    default Script after(Runnable pause) {
        return request -> {
            pause.run();
            return answer(request);
        };
    }

    /**
     * The same for so many requests in each window of the clock; the others are refused.
     *
     * @param refusal the answer to one too many, which is told how long the window still lasts
     */
    default Script limited(int requests, Duration window, InstantSource clock, Function<Duration, ScriptedAnswer> refusal) {
        return new Script() {
            private Instant begun = clock.instant();
            private int used;

            @Override
            public ScriptedAnswer answer(SeenRequest request) {
                Duration left = admit();
                return left.isZero() ? Script.this.answer(request) : refusal.apply(left);
            }

            private synchronized Duration admit() {
                Instant now = clock.instant();
                if (!now.isBefore(begun.plus(window))) {
                    begun = now;
                    used = 0;
                }
                used++;
                return used <= requests ? Duration.ZERO : Duration.between(now, begun.plus(window));
            }
        };
    }
}
