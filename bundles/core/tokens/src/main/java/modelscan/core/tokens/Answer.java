package modelscan.core.tokens;

import java.util.Optional;
import modelscan.api.gateway.Model;
import modelscan.api.model.ChatRequest;

/**
 * How long a chat's answer may get, for each choice.
 *
 * @param likely the tokens to expect
 * @param most the tokens it cannot exceed; empty if nothing bounds it
 */
record Answer(long likely, Optional<Long> most) {
    /** What a chat answers in the middle, and what it thinks before. */
    private static final long USUAL = 256;
    static final long THINKING = 1024;

    /**
     * What a chat says about its answer.
     *
     * @param choices how many are wanted
     * @param most the tokens of each, if it says so
     * @param thought the tokens it may think before, if it is to
     */
    record Wanted(long choices, Optional<Long> most, Optional<Long> thought) {
        static Wanted of(ChatRequest chat) {
            return new Wanted(Math.max(1, chat.sampling().choices().orElse(1)), chat.sampling().maximumOutput().map(Integer::longValue),
                    chat.reasoning().map(reasoning -> reasoning.budget().map(Integer::longValue).orElse(THINKING)));
        }
    }

    static Answer of(Wanted wanted, long input, Model model) {
        Optional<Long> can = model.output().map(Integer::longValue)
                .or(() -> model.context().map(context -> Math.max(1, context - input)));
        Optional<Long> most = wanted.most().isPresent() && can.isPresent() ? Optional.of(Math.min(wanted.most().get(), can.get()))
                : wanted.most().or(() -> can);
        long usual = USUAL + wanted.thought().orElse(0L);
        return new Answer(most.map(bound -> Math.min(bound, usual)).orElse(usual) * wanted.choices(),
                most.map(bound -> bound * wanted.choices()));
    }

    static long guess(ChatRequest chat) {
        return USUAL + Wanted.of(chat).thought().orElse(0L);
    }
}
