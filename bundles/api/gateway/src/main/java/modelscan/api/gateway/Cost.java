package modelscan.api.gateway;

import java.util.Objects;
import modelscan.api.model.Money;

/** What an exchange cost; an unknown cost is never zero. */
public sealed interface Cost {

    /** Known to the last digit. */
    record Known(Money money) implements Cost {
        public Known {
            Objects.requireNonNull(money, "money");
        }
    }

    /** Not known, and why: no price, or no usage. */
    record Unknown(String why) implements Cost {
        public Unknown {
            Objects.requireNonNull(why, "why");
        }
    }
}
