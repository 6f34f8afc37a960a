package modelscan.shell.commands;

import java.io.PrintStream;
import java.util.Optional;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Failure;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.shell.commands.answer.Paper;
import modelscan.shell.commands.answer.Printable;

/** Prints an answer step by step, and says at the end what it took. */
final class ChatPrinter {
    private final PrintStream out;
    private final Paper paper;
    private Usage usage = Usage.NONE;
    private Optional<Failure> failure = Optional.empty();
    private boolean lineOpen;

    ChatPrinter(PrintStream out, Paper paper) {
        this.out = out;
        this.paper = paper;
    }

    void print(StreamEvent event) {
        switch (event) {
            case StreamEvent.TextDelta(int _, String text) -> say(Printable.text(text));
            case StreamEvent.RefusalDelta(int _, String text) -> say(Printable.text(text));
            case StreamEvent.ThinkingDelta thinking -> {
                if (!thinking.text().isEmpty()) {
                    say(paper.dim(Printable.text(thinking.text())));
                }
            }
            case StreamEvent.ToolCallStarted call -> say("\n[calls " + Printable.line(call.name()) + "] ");
            case StreamEvent.ToolCallDelta call -> say(Printable.line(call.arguments()));
            case StreamEvent.MediaProduced media -> say("[" + media.note().map(Printable::line).orElse("media") + "]");
            case StreamEvent.Transcribed heard -> say(Printable.text(heard.text()));
            case StreamEvent.UsageReported(Usage reported) -> usage = reported;
            case StreamEvent.Failed(Failure reason) -> failure = Optional.of(reason);
            case StreamEvent.Started _, StreamEvent.Finished _, StreamEvent.Embedded _, StreamEvent.Ranked _,
                    StreamEvent.Moderated _, StreamEvent.Found _, StreamEvent.Cited _,
                    StreamEvent.JobChanged _ -> { }
        }
    }

    /** Ends the last line. */
    void end() {
        if (lineOpen) {
            out.println();
        }
        out.flush();
    }

    /** What broke the answer. */
    Optional<Failure> failure() {
        return failure;
    }

    /** One line: who answered, how many tokens, what it cost. */
    String summary(Receipt receipt) {
        Usage used = receipt.usage().unknown() ? usage : receipt.usage();
        return receipt.target().map(Candidate::name).map(Printable::line).orElse("nobody answered")
                + " · " + tokens(used, Unit.INPUT) + " tokens in · " + tokens(used, Unit.OUTPUT) + " out · "
                + switch (receipt.cost()) {
                    case Cost.Known(var money) -> money.digits() + " " + money.currency();
                    case Cost.Unknown(String why) -> "cost unknown (" + Printable.line(why) + ")";
                }
                + (receipt.attempts() > 1 ? " · " + receipt.attempts() + " attempts" : "")
                + (receipt.cached() ? " · from the cache" : "");
    }

    private void say(String text) {
        out.print(text);
        out.flush();
        lineOpen = !text.endsWith("\n");
    }

    private static String tokens(Usage usage, Unit unit) {
        return usage.count(unit).map(String::valueOf).orElse("?");
    }
}
