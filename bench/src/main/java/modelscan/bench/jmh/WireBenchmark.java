package modelscan.bench.jmh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;
import modelscan.api.model.Operation;
import modelscan.stream.sse.ServerSentEvents;
import modelscan.test.kit.Samples;
import modelscan.wire.openai.OpenAi;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What reading and passing on OpenAI messages costs, from bytes to bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WireBenchmark {
    private static final int STEPS = 50;
    private static final int MOST = 1 << 20;

    private final Front front = new OpenAi().fronts().getFirst();
    private final Back back = new OpenAi().back(Operation.CHAT).orElseThrow();
    private final Framing framing = new ServerSentEvents();
    private byte[] request;
    private byte[] answer;
    private byte[] stream;
    private Exchange streamed;
    private Exchange whole;

    @Setup
    public void writeMessages() throws IOException {
        request = body(false);
        answer = ("{\"id\":\"x\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + "word ".repeat(150) + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":150,"
                + "\"total_tokens\":162}}").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream events = new ByteArrayOutputStream();
        for (int step = 0; step < STEPS; step++) {
            framing.write(Frame.of("{\"id\":\"x\",\"object\":\"chat.completion.chunk\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word "
                    + step + "\"},\"finish_reason\":null}]}"), events);
        }
        framing.write(Frame.of("{\"id\":\"x\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}"), events);
        framing.write(Frame.of("[DONE]"), events);
        stream = events.toByteArray();
        whole = exchange(request);
        streamed = exchange(body(true));
    }

    /** A request of 1.5 KB, read and made ready for the provider. */
    @Benchmark
    public byte[] readAndOrder() {
        return back.order(exchange(request)).body();
    }

    /** A whole answer of 1 KB, with its usage found, passed on. */
    @Benchmark
    public List<Frame> relayWhole() {
        Back.Reader reader = back.reader(whole);
        Piece piece = reader.read(Frame.whole(answer)).orElseThrow();
        List<Frame> frames = front.writer(whole.inquiry()).write(piece);
        return reader.usage().unknown() ? List.of() : frames;
    }

    /** A stream of 50 steps: cut out of bytes, looked at, passed on into bytes. */
    @Benchmark
    public int relayStream() throws IOException {
        Framing.Reader frames = framing.reader(new ByteArrayInputStream(stream), MOST);
        Back.Reader reader = back.reader(streamed);
        Front.Writer writer = front.writer(streamed.inquiry());
        ByteArrayOutputStream out = new ByteArrayOutputStream(stream.length);
        for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            Optional<Piece> piece = reader.read(frame.get());
            if (piece.isPresent()) {
                write(writer.write(piece.get()), out);
            }
        }
        write(writer.end(Receipt.EMPTY), out);
        return out.size();
    }

    private void write(List<Frame> frames, ByteArrayOutputStream out) throws IOException {
        for (Frame frame : frames) {
            framing.write(frame, out);
        }
    }

    private Exchange exchange(byte[] body) {
        Inquiry inquiry = front.read(new Front.Letter(Map.of(), Map.of("content-type", "application/json"), body));
        return Exchange.of("bench", inquiry).to(Samples.candidate("openai", "mock"), 1);
    }

    private static byte[] body(boolean stream) {
        return ("{\"model\":\"openai/mock\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"user\",\"content\":\""
                + "Explain the difference. ".repeat(60) + "\"}],\"temperature\":0.2}").getBytes(StandardCharsets.UTF_8);
    }
}
