package modelscan.wire.openai;

import java.util.function.LongSupplier;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Receipt;

/** Not a test: how long the fast path takes, for a look by hand. */
final class Speed {
    private static final int ROUNDS = 400_000;

    private Speed() {
    }

    public static void main(String[] arguments) {
        byte[] request = Exchanges.bytes("{'model':'acme/m','messages':[{'role':'system','content':'Be brief.'},{'role':'user','content':'"
                + "How high is the Zugspitze? ".repeat(52) + "'}],'temperature':0.2,'max_tokens':100}");
        byte[] answer = Exchanges.bytes("{'id':'x','object':'chat.completion','created':1,'model':'m','choices':[{'index':0,'message':{'role':'assistant','content':'"
                + "It is high. ".repeat(55) + "'},'logprobs':null,'finish_reason':'stop'}],'usage':{'prompt_tokens':10,'completion_tokens':5,"
                + "'total_tokens':15,'prompt_tokens_details':{'cached_tokens':4,'audio_tokens':0},'completion_tokens_details':{'reasoning_tokens':2}}}");
        byte[] chunk = Exchanges.bytes("{'id':'x','object':'chat.completion.chunk','choices':[{'index':0,'delta':{'content':'Hello you'},'finish_reason':null}]}");
        System.out.printf("request %d B, answer %d B, chunk %d B%n", request.length, answer.length, chunk.length);
        Front.Letter letter = new Front.Letter(java.util.Map.of(), java.util.Map.of("content-type", "application/json"), request);
        Exchange exchange = Exchanges.exchange(Exchanges.front().read(letter), "m");
        for (int pass = 0; pass < 4; pass++) {
            measure("read the request", () -> Exchanges.front().read(letter).model().length());
            measure("write the order", () -> Exchanges.back().order(exchange).body().length);
            measure("relay a whole answer", () -> whole(exchange, answer));
            measure("request and answer", () -> {
                Inquiry inquiry = Exchanges.front().read(letter);
                Exchange asked = Exchanges.exchange(inquiry, "m");
                return Exchanges.back().order(asked).body().length + whole(asked, answer);
            });
            Back.Reader reader = Exchanges.reader();
            Front.Writer writer = Exchanges.front().writer(Exchanges.asking(true, false));
            measure("relay a chunk", () -> writer.write(reader.read(Frame.of(chunk)).orElseThrow()).size());
            measure("read a chunk's events", () -> reader.read(Frame.of(chunk)).map(Piece::events).orElseThrow().size());
        }
    }

    private static int whole(Exchange exchange, byte[] answer) {
        Back.Reader reader = Exchanges.back().reader(exchange);
        Front.Writer writer = Exchanges.front().writer(exchange.inquiry());
        int size = writer.write(reader.read(Frame.whole(answer)).orElseThrow()).size();
        return size + writer.end(Receipt.EMPTY).size() + reader.usage().amounts().size();
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
