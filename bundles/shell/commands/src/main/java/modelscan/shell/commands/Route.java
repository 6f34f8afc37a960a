package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Router;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:route}: who would be tried for a chat, in which order and why; nobody is called. */
@Component(service = Route.class, property = {Verb.MS, Verb.NAME + "=route", Verb.TAKES + "=<model> [text]",
        Verb.COMPLETES + "=model", Verb.ABOUT + "=who would be tried for a model, in which order and why"})
public final class Route {
    private static final List<Column> COLUMNS = List.of(Column.text("rank"), Column.text("name"), Column.text("cost"),
            Column.text("breaker"), Column.number("first_token_ms"), Column.text("why"));
    private static final int WORDS = 200;

    private final Router router;

    @Activate
    public Route(@Reference Router router) {
        this.router = router;
    }

    /** The command; every word after the model is text. */
    public Answer route(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, WORDS, words);
        String model = arguments.word(0, "the name of a model, such as auto:cheapest,");
        String text = String.join(" ", IntStream.range(1, WORDS).mapToObj(arguments::word).flatMap(word -> word.stream()).toList());
        Exchange exchange = Exchange.of("shell-" + UUID.randomUUID(), Inquiry.of(ChatRequest.of(model, Message.user(text)), true));
        Router.Explanation explanation = router.explain(exchange);
        return arguments.answer(new Listing("candidates", COLUMNS, explanation.candidates().stream()
                .map(considered -> row(considered, explanation)).toList()));
    }

    private static ObjectNode row(Router.Considered considered, Router.Explanation explanation) {
        ObjectNode row = Listing.row().put("rank", considered.admitted() ? Integer.toString(considered.rank()) : "-")
                .put("name", considered.candidate().name()).put("provider", considered.candidate().provider())
                .put("model", considered.candidate().model().id()).put("cost", cost(considered.cost()))
                .put("breaker", considered.vitals().breaker().name().toLowerCase(Locale.ROOT));
        considered.vitals().firstToken().map(Duration::toMillis).ifPresent(millis -> row.put("first_token_ms", millis));
        return row.put("admitted", considered.admitted()).put("strategy", explanation.strategy())
                .put("why", String.join("; ", considered.reasons()));
    }

    private static String cost(Cost cost) {
        return switch (cost) {
            case Cost.Known(var money) -> money.digits() + " " + money.currency().getCurrencyCode();
            case Cost.Unknown _ -> "unknown";
        };
    }
}
