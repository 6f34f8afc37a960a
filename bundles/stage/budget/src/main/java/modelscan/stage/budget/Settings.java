package modelscan.stage.budget;

import java.math.BigDecimal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the owner says about budgets: configuration {@code modelscan.stage.budget}. */
@Component(service = Settings.class, configurationPid = "modelscan.stage.budget")
@Designate(ocd = Settings.Config.class)
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final BigDecimal USUAL = new BigDecimal("5");
    private static final String ALLOW = "allow";

    private volatile Config config;
    private volatile BigDecimal largest;

    /** The words of the configuration. */
    @ObjectClassDefinition(name = "Budgets", description = "How budgets are kept to")
    public @interface Config {
        @AttributeDefinition(description = "The most that is set aside for one request, in the currency of the budget", required = false)
        String largestReservation() default "5";

        @AttributeDefinition(description = "What to do with a request of a budget when its price is not known: allow or refuse it",
                required = false)
        String unpriced() default "allow";

        @AttributeDefinition(description = "Whether the whole reservation must fit into what is left; otherwise something must be left, "
                + "and the last request may go over by its reservation at most", required = false)
        boolean strict() default false;
    }

    @Activate
    public Settings(Config config) {
        change(config);
    }

    /**
     * Takes a change as the same service, so that no request is disturbed.
     *
     * <p>What is wrong in it must not stop the budgets: it is logged, and the careful choice holds.
     */
    @Modified
    void change(Config changed) {
        if (!changed.unpriced().equals(ALLOW) && !changed.unpriced().equals("refuse")) {
            LOG.error("unpriced of modelscan.stage.budget is 'allow' or 'refuse', not '{}': 'refuse' holds", changed.unpriced());
        }
        largest = largest(changed.largestReservation());
        config = changed;
    }

    private static BigDecimal largest(String text) {
        try {
            BigDecimal amount = new BigDecimal(text.strip());
            if (amount.signum() >= 0) {
                return amount;
            }
        } catch (NumberFormatException notAnAmount) {
            // It is logged below.
        }
        LOG.error("largestReservation of modelscan.stage.budget is an amount such as 5, not '{}': {} holds", text, USUAL);
        return USUAL;
    }

    BigDecimal largest() {
        return largest;
    }

    boolean refusesUnpriced() {
        return !config.unpriced().equals(ALLOW);
    }

    boolean strict() {
        return config.strict();
    }
}
