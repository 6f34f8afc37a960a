package modelscan.provider.echo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.ChatModel;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Message;
import modelscan.api.model.Role;
import modelscan.api.model.Seal;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import org.osgi.service.component.annotations.Component;

/** Says the last user message again, in as many ways as there are models. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoChat implements ChatModel {
    private static final Duration SLOWLY = Duration.ofMillis(100);

    @Override
    public Reply answer(Exchange exchange) {
        String model = exchange.candidate().orElseThrow().model().id();
        ChatRequest request = exchange.chat();
        List<StreamEvent> said = said(request, words(heard(request)));
        return switch (model) {
            case "error-429" -> Reply.refused(failure(ErrorCode.RATE_LIMITED, "echo/error-429 always says that it is asked too often")
                    .after(Duration.ofSeconds(1)));
            case "error-500" -> Reply.refused(failure(ErrorCode.PROVIDER_ERROR, "echo/error-500 always fails").status(500));
            case "cut" -> answer(exchange, cut(said), Duration.ZERO);
            case "slow" -> answer(exchange, ended(said, request), SLOWLY);
            case "think" -> answer(exchange, ended(thought(said), request), Duration.ZERO);
            case "tools" -> answer(exchange, EchoTools.called(request).orElseGet(() -> ended(said, request)), Duration.ZERO);
            default -> answer(exchange, ended(said, request), Duration.ZERO);
        };
    }

    private static Reply answer(Exchange exchange, List<StreamEvent> events, Duration pause) {
        List<StreamEvent> all = new ArrayList<>(events.size() + 1);
        all.add(new StreamEvent.Started("echo-" + exchange.id(), exchange.candidate().orElseThrow().name()));
        all.addAll(events);
        if (pause.isZero()) {
            return Reply.of(all);
        }
        SlowWords words = new SlowWords(all.iterator(), pause, exchange.cancellation());
        return Reply.of(words, words::hurry);
    }

    private static List<StreamEvent> said(ChatRequest request, List<String> words) {
        int choices = request.sampling().choices().orElse(1);
        List<StreamEvent> events = new ArrayList<>(words.size() * choices);
        for (String word : words) {
            for (int choice = 0; choice < choices; choice++) {
                events.add(new StreamEvent.TextDelta(choice, word));
            }
        }
        return events;
    }

    static List<StreamEvent> ended(List<StreamEvent> said, ChatRequest request) {
        List<StreamEvent> events = new ArrayList<>(said);
        for (int choice = 0; choice < request.sampling().choices().orElse(1); choice++) {
            events.add(new StreamEvent.Finished(choice, FinishReason.STOP, "stop"));
        }
        events.add(new StreamEvent.UsageReported(usage(request, said.size())));
        return events;
    }

    static Usage usage(ChatRequest request, int output) {
        int input = request.messages().stream().mapToInt(message -> words(message.text()).size()).sum();
        return Usage.NONE.with(Unit.INPUT, input).with(Unit.OUTPUT, output);
    }

    private static List<StreamEvent> thought(List<StreamEvent> said) {
        List<StreamEvent> events = new ArrayList<>();
        events.add(new StreamEvent.ThinkingDelta(0, "The user said something. ", Optional.empty(), Optional.empty()));
        events.add(new StreamEvent.ThinkingDelta(0, "I am an echo: I say it again.", Optional.of(new Seal("echo", "echo")), Optional.empty()));
        events.addAll(said);
        return events;
    }

    private static List<StreamEvent> cut(List<StreamEvent> said) {
        List<StreamEvent> events = new ArrayList<>(said.subList(0, (said.size() + 1) / 2));
        events.add(new StreamEvent.Failed(failure(ErrorCode.STREAM_CUT, "echo/cut always breaks off in the middle")));
        return events;
    }

    private static Failure failure(ErrorCode code, String message) {
        return Failure.of(code, message).by(EchoProvider.NAME);
    }

    /** The last message of the user. */
    static String heard(ChatRequest request) {
        for (Message message : request.messages().reversed()) {
            if (message.role() == Role.USER) {
                return message.text();
            }
        }
        return "";
    }

    /** The words with the blanks behind them, so that joining them gives the text again. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = 0;
        for (int at = 1; at < text.length(); at++) {
            if (!Character.isWhitespace(text.charAt(at)) && Character.isWhitespace(text.charAt(at - 1))) {
                words.add(text.substring(start, at));
                start = at;
            }
        }
        if (start < text.length()) {
            words.add(text.substring(start));
        }
        return words;
    }
}
