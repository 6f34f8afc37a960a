package modelscan.stage.account;

import java.time.LocalDate;
import java.util.Optional;

/** A rate that is set, or taken away if there is none. */
record RateChange(Rate.Pair pair, LocalDate day, Optional<Rate> rate) {
    /** Of which two currencies and which day. */
    record Place(Rate.Pair pair, LocalDate day) {
    }

    Place place() {
        return new Place(pair, day);
    }
}
