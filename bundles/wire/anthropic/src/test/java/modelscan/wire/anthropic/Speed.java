package modelscan.wire.anthropic;

import java.util.function.LongSupplier;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Piece;

/** Not a test: how long the fast path takes, for a look by hand. */
final class Speed {
    private static final int ROUNDS = 400_000;

    private Speed() {
    }

    public static void main(String[] arguments) {
        byte[] request = Exchanges.bytes("{'model':'acme/m','max_tokens':100,'system':'Be brief.','messages':[{'role':'user','content':'"
                + "How high is the Zugspitze? ".repeat(52) + "'}]}");
        byte[] chunk = Exchanges.bytes("{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hello you'}}");
        Front.Letter letter = new Front.Letter(java.util.Map.of(), java.util.Map.of("content-type", "application/json"), request);
        Exchange exchange = Exchanges.exchange(Exchanges.front().read(letter), "m");
        Frame frame = new Frame("content_block_delta", chunk, false);
        for (int pass = 0; pass < 4; pass++) {
            measure("read the request", () -> Exchanges.front().read(letter).model().length());
            measure("write the order", () -> Exchanges.back().order(exchange).body().length);
            Back.Reader reader = Exchanges.reader();
            Front.Writer writer = Exchanges.front().writer(Exchanges.asking(true));
            measure("relay a delta", () -> writer.write(reader.read(frame).orElseThrow()).size());
            measure("read a delta's events", () -> reader.read(frame).map(Piece::events).orElseThrow().size());
        }
    }

    private static void measure(String what, LongSupplier work) {
        long sum = 0;
        long begin = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            sum += work.getAsLong();
        }
        System.out.printf("%-24s %6d ns  (%d)%n", what, (System.nanoTime() - begin) / ROUNDS, sum % 7);
    }
}
