package modelscan.stage.account;

import java.util.List;
import java.util.function.Supplier;
import modelscan.api.gateway.store.Journal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Says that requests are refused because nothing can be written down. */
@Component(service = Supplier.class, property = "modelscan.outages:Boolean=true")
public final class Outage implements Supplier<List<String>> {
    private final Surroundings around;
    private final Settings settings;

    @Activate
    public Outage(@Reference Surroundings around, @Reference Settings settings) {
        this.around = around;
        this.settings = settings;
    }

    @Override
    public List<String> get() {
        boolean refuses = !settings.off() && !settings.serves() && around.journal().filter(Journal::healthy).isEmpty();
        return refuses ? List.of("what requests cost cannot be written down, so none is served that may cost something") : List.of();
    }
}
