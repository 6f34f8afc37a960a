package modelscan.stage.account;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Frame;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.store.Journal;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** What the stage costs per request with a journal that takes everything at once; run it as a program. */
final class AccountMeasurement {
    private static final int ROUNDS = 200_000;
    private static final Usage USED = Usage.NONE.with(Unit.INPUT, 120).with(Unit.OUTPUT, 300).with(Unit.CACHE_READ, 0);

    private AccountMeasurement() {
    }

    public static void main(String[] arguments) {
        Rig rig = new Rig();
        Surroundings around = new Surroundings(new Swallowing(), rig.store, null, List.of(_ -> { }));
        Account account = new Account(new Desk(around, rig.desk.settings(), Desk.Time.SYSTEM, rig.desk.register()));
        for (int pieces : new int[] {1, 100, 1, 100}) {
            run("without " + pieces, pieces, null);
            run("with " + pieces, pieces, account);
        }
    }

    private static void run(String name, int pieces, Account account) {
        long[] took = new long[ROUNDS];
        List<Piece> all = Collections.nCopies(pieces, Piece.framed("openai", Frame.of("{\"delta\":\"a word\"}"), List::of));
        Exchange exchange = Rig.exchange("ms-1234567-ab12", Map.of());
        for (int i = 0; i < ROUNDS; i++) {
            long start = System.nanoTime();
            Reply reply = account == null ? new Framed(all.iterator(), USED)
                    : account.handle(exchange, _ -> new Framed(all.iterator(), USED));
            for (Optional<Piece> piece = reply.next(); piece.isPresent();) {
                piece = reply.next();
            }
            reply.close();
            took[i] = System.nanoTime() - start;
        }
        Arrays.sort(took);
        System.out.printf("%-12s pieces: median %6d ns, p99 %6d ns%n", name, took[ROUNDS / 2], took[ROUNDS / 100 * 99]);
    }

    private static final class Swallowing implements Journal {
        private static final Receipt DONE = new Receipt() {
            @Override
            public long position() {
                return 0;
            }

            @Override
            public void await() {
                // It is there at once.
            }
        };

        @Override
        public Receipt append(String kind, byte[] data) {
            return DONE;
        }

        @Override
        public Entries read(long from) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long end() {
            return Long.MAX_VALUE;
        }

        @Override
        public boolean healthy() {
            return true;
        }
    }
}
