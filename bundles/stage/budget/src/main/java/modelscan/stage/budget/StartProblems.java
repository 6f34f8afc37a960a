package modelscan.stage.budget;

import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the gateway from saying that it is ready before it knows which budgets there are. */
@Component(service = Supplier.class, property = "modelscan.startup.problems:Boolean=true")
public final class StartProblems implements Supplier<List<String>> {
    private final BudgetBook book;

    @Activate
    public StartProblems(@Reference BudgetBook book) {
        this.book = book;
    }

    @Override
    public List<String> get() {
        return book.loaded() ? List.of() : List.of("the budgets are not known yet");
    }
}
