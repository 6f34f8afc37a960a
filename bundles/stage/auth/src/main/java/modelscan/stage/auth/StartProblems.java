package modelscan.stage.auth;

import java.util.List;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Keeps the gateway from saying that it is ready before it knows the keys. */
@Component(service = Supplier.class, property = "modelscan.startup.problems:Boolean=true")
public final class StartProblems implements Supplier<List<String>> {
    private final Directory directory;

    @Activate
    public StartProblems(@Reference Directory directory) {
        this.directory = directory;
    }

    @Override
    public List<String> get() {
        return directory.missing();
    }
}
