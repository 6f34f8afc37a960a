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
    private static final long THINKING = 1024;

    static Answer of(ChatRequest chat, long input, Model model) {
        long choices = Math.max(1, chat.sampling().choices().orElse(1));
        Optional<Long> wanted = chat.sampling().maximumOutput().map(Integer::longValue);
        Optional<Long> can = model.output().map(Integer::longValue)
                .or(() -> model.context().map(context -> Math.max(1, context - input)));
        Optional<Long> most = wanted.isPresent() && can.isPresent() ? Optional.of(Math.min(wanted.get(), can.get()))
                : wanted.or(() -> can);
        long usual = guess(chat);
        return new Answer(most.map(bound -> Math.min(bound, usual)).orElse(usual) * choices, most.map(bound -> bound * choices));
    }

    static long guess(ChatRequest chat) {
        return chat.reasoning().isEmpty() ? USUAL : USUAL + chat.reasoning().get().budget().map(Integer::longValue).orElse(THINKING);
    }
}
