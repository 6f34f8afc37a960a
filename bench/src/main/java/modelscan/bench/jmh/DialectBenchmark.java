package modelscan.bench.jmh;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.StreamEvent;
import modelscan.test.kit.Samples;
import modelscan.wire.openai.OpenAi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What each dialect costs as that of a provider; the figures of streams are for one event, {@code -prof gc} tells its bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class DialectBenchmark {
    private final Front client = new OpenAi().fronts().getFirst();

    @Param
    private Dialects dialect;

    private Back back;
    private Exchange exchange;
    private List<Frame> stream;

    @Setup
    public void begin() {
        back = dialect.dialect().back(Operation.CHAT).orElseThrow();
        ChatRequest asked = ChatRequest.of("m", Message.system("You are brief."), Message.user("Explain the difference. ".repeat(60)),
                Message.assistant("Of what?"), Message.user("Of the two."));
        exchange = Exchange.of("bench", Inquiry.of(asked, true)).to(Samples.candidate("p", "m"), 1);
        stream = dialect.stream();
        if (words() < Dialects.STEPS) {
            throw new IllegalStateException(dialect + " reads " + words() + " words only");
        }
    }

    private int words() {
        Back.Reader reader = back.reader(exchange);
        StringBuilder text = new StringBuilder();
        stream.forEach(frame -> reader.read(frame).ifPresent(piece -> piece.events().forEach(event -> {
            if (event instanceof StreamEvent.TextDelta(int _, String words)) {
                text.append(words);
            }
        })));
        return text.toString().split("word ", -1).length - 1;
    }

    /** A conversation of four messages, written for a provider. */
    @Benchmark
    public byte[] order() {
        return back.order(exchange).body();
    }

    /** One event of a provider, understood. */
    @Benchmark
    @OperationsPerInvocation(Dialects.STEPS)
    public void read(Blackhole hole) {
        Back.Reader reader = back.reader(exchange);
        for (Frame frame : stream) {
            Optional<Piece> piece = reader.read(frame);
            piece.ifPresent(known -> hole.consume(known.events()));
        }
    }

    /** One event of a provider, told to a client that speaks OpenAI's dialect. */
    @Benchmark
    @OperationsPerInvocation(Dialects.STEPS)
    public int translate() {
        Back.Reader reader = back.reader(exchange);
        Front.Writer writer = client.writer(exchange.inquiry());
        int bytes = 0;
        for (Frame frame : stream) {
            Optional<Piece> piece = reader.read(frame);
            if (piece.isPresent()) {
                bytes += size(writer.write(piece.get()));
            }
        }
        return bytes + size(writer.end(Receipt.EMPTY));
    }

    private static int size(List<Frame> frames) {
        int bytes = 0;
        for (Frame frame : frames) {
            bytes += frame.data().length;
        }
        return bytes;
    }
}
