package modelscan.core.catalog.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import modelscan.api.gateway.Exchange;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.api.model.Role;

/**
 * Which session of a program holds which conversation.
 *
 * <p>A caller continues one by naming it in {@code x-modelscan-session}, or by sending the whole conversation again, as
 * clients do; {@code x-modelscan-session: new} begins afresh. Nobody continues what somebody else began.
 */
final class Sessions {
    private static final String WISH = "session";
    private static final String AFRESH = "new";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}");
    private static final int MOST = 10_000;

    private final boolean able;
    private final Map<String, String> byConversation = bounded();
    private final Map<String, String> owners = bounded();

    /** Sessions of a program that can or cannot resume. */
    Sessions(boolean able) {
        this.able = able;
    }

    /** What of an exchange is to be said, and in which session. */
    Turn turn(Exchange exchange) {
        ChatRequest chat = exchange.chat();
        List<Message> messages = chat.messages();
        Fingerprint spoken = new Fingerprint(owner(exchange)).with(messages);
        Optional<String> wish = exchange.wishes().named(WISH).filter(name -> !name.isBlank());
        int known = answered(messages);
        Optional<String> session = !able || wish.isPresent() ? named(exchange, wish) : guessed(exchange, messages, known);
        if (session.isEmpty() || known == messages.size()) {
            return new Turn(exchange, Optional.empty(), Optional.empty(), spoken);
        }
        Exchange rest = exchange.asking(exchange.inquiry().changed(chat.withMessages(news(messages, known))));
        return new Turn(rest, session, wish.isPresent() ? Optional.empty() : Optional.of(exchange), spoken);
    }

    /** Remembers that a session holds the conversation up to now. */
    void learn(Turn turn, String session) {
        if (able && NAME.matcher(session).matches()) {
            synchronized (byConversation) {
                byConversation.put(turn.spoken().text(), session);
                owners.put(session, owner(turn.exchange()));
            }
        }
    }

    /** The program does not know this session any more. */
    void forget(String session) {
        synchronized (byConversation) {
            byConversation.values().removeIf(session::equals);
            owners.remove(session);
        }
    }

    private Optional<String> named(Exchange exchange, Optional<String> wish) {
        if (!able || wish.isEmpty() || wish.get().equals(AFRESH)) {
            return Optional.empty();
        }
        String name = wish.get();
        if (!NAME.matcher(name).matches()) {
            throw refuse(ErrorCode.INVALID_REQUEST, "x-modelscan-session is the id of an earlier answer, or 'new'");
        }
        synchronized (byConversation) {
            if (!owners.getOrDefault(name, owner(exchange)).equals(owner(exchange))) {
                throw refuse(ErrorCode.FORBIDDEN, "this session belongs to somebody else");
            }
        }
        return wish;
    }

    private Optional<String> guessed(Exchange exchange, List<Message> messages, int known) {
        if (known == 0) {
            return Optional.empty();
        }
        String before = new Fingerprint(owner(exchange)).with(messages.subList(0, known)).text();
        synchronized (byConversation) {
            return Optional.ofNullable(byConversation.get(before));
        }
    }

    // How many messages there are up to the last answer.
    private static int answered(List<Message> messages) {
        int known = messages.size();
        while (known > 0 && messages.get(known - 1).role() != Role.ASSISTANT) {
            known--;
        }
        return known;
    }

    // Instructions are told each time: sessions do not keep them.
    private static List<Message> news(List<Message> messages, int known) {
        return IntStream.range(0, messages.size())
                .filter(at -> at >= known || messages.get(at).role() == Role.SYSTEM).mapToObj(messages::get).toList();
    }

    private static String owner(Exchange exchange) {
        return exchange.principal().id() + "\n" + exchange.principal().user().orElse("");
    }

    private static FailureException refuse(ErrorCode code, String why) {
        return new FailureException(Failure.of(code, why).at("x-modelscan-session"));
    }

    private static Map<String, String> bounded() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
                return size() > MOST;
            }
        };
    }
}
