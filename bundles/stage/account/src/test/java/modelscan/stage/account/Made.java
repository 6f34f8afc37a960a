package modelscan.stage.account;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Ledger;
import modelscan.api.gateway.Principal;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Money;
import modelscan.api.model.Operation;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;

/** Entries made up from a seed. */
final class Made {
    private final Random random;

    Made(long seed) {
        this.random = new Random(seed);
    }

    Booked booked(String request, Instant at) {
        List<Ledger.Try> tries = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            tries.add(one());
        }
        Principal principal = new Principal(word(), optional(), optional(), optional(), Set.of(word(), word() + "2"));
        Ledger.Entry entry = new Ledger.Entry(request, at, principal, Operation.CHAT, word(), tries, false,
                random.nextBoolean() ? Optional.empty() : Optional.of(ErrorCode.STREAM_CUT), Duration.ofNanos(random.nextInt(1000)));
        return new Booked(entry, Status.OK, tries.size(), tries.getLast().provider(), tries.getLast().model(),
                random.nextInt(9) == 0 ? Optional.of(money()) : Optional.empty());
    }

    Ledger.Try one() {
        Usage usage = Usage.NONE.with(Unit.INPUT, random.nextInt(100_000)).with(Unit.SECOND, new BigDecimal("2.50"));
        Cost cost = random.nextInt(5) == 0 ? new Cost.Unknown("no price for \"seconds\"") : new Cost.Known(money());
        return new Ledger.Try(word(), word(), usage, random.nextBoolean(), cost, Optional.empty());
    }

    private Money money() {
        return new Money(new BigDecimal(new BigInteger(40, random), random.nextInt(30)).stripTrailingZeros(),
                Currency.getInstance(random.nextBoolean() ? "USD" : "EUR"));
    }

    private Optional<String> optional() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(word());
    }

    private String word() {
        return List.of("groq", "größe", "a \"quoted\" one", "line\nfeed\u0001", "back\\slash", "😀").get(random.nextInt(6));
    }
}
