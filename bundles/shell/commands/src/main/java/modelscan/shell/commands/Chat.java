package modelscan.shell.commands;

import java.io.PrintStream;
import java.util.List;
import java.util.UUID;
import modelscan.api.gateway.Cancellation;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.shell.commands.answer.Paper;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Process;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code ms:chat}: asks a model and prints its answer while it comes. */
@Component(service = Chat.class, property = {Verb.MS, Verb.NAME + "=chat", Verb.TAKES + "=<model> <text>",
        Verb.COMPLETES + "=model", Verb.ABOUT + "=asks a model and prints its answer while it comes"})
public final class Chat {
    private final Gateway gateway;

    @Activate
    public Chat(@Reference Gateway gateway) {
        this.gateway = gateway;
    }

    /** The command; every word after the model is text. */
    public void chat(CommandSession session, String... words) {
        if (words.length < 2) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST,
                    "chat wants a model and a text: chat echo \"hello\""));
        }
        String text = String.join(" ", List.of(words).subList(1, words.length));
        Cancellation cancellation = SessionVariables.cancellation(session);
        Exchange exchange = Exchange.of("shell-" + UUID.randomUUID(),
                Inquiry.of(ChatRequest.of(words[0], Message.user(text)), true), Wishes.NONE, cancellation);
        Process process = Process.Utils.current();
        try (Reply reply = gateway.handle(exchange); Cancellation.Hook _ = cancellation.onCancel(reply::close)) {
            print(reply, process.out(), process.err(), SessionVariables.paper(session));
        }
    }

    private static void print(Reply reply, PrintStream out, PrintStream err, Paper paper) {
        ChatPrinter printer = new ChatPrinter(out, paper);
        reply.forEach(printer::print);
        printer.end();
        err.println(paper.dim(printer.summary(reply.receipt())));
        printer.failure().ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }
}
