package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Column;
import modelscan.shell.commands.answer.Listing;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code ms:features}: the named sets of bundles, and whether they are at work. */
@Component(service = Features.class, property = {Verb.MS, Verb.NAME + "=features", Verb.TAKES + "=[feature]",
        Verb.COMPLETES + "=feature", Verb.ABOUT + "=the named sets of bundles, and whether they are at work"})
public final class Features {
    private static final List<Column> COLUMNS = List.of(Column.text("name"), Column.text("state"),
            Column.text("description"), Column.text("bundles"));

    private final BundleContext context;

    @Activate
    public Features(BundleContext context) {
        this.context = context;
    }

    /** The command. */
    public Answer features(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 1, words);
        List<Feature> all = Optional.ofNullable(context.getProperty(Feature.DIRECTORY)).map(Path::of)
                .map(Feature::readAll).orElse(List.of());
        Optional<String> wanted = arguments.word(0);
        List<Feature> shown = all.stream().filter(one -> wanted.isEmpty() || wanted.get().equals(one.name())).toList();
        if (shown.isEmpty() && wanted.isPresent()) {
            throw Arguments.unknown("feature", wanted.get(), all.stream().map(Feature::name));
        }
        Set<String> active = Arrays.stream(context.getBundles()).filter(bundle -> bundle.getState() == Bundle.ACTIVE)
                .map(Bundle::getSymbolicName).collect(Collectors.toSet());
        return arguments.answer(new Listing("features", COLUMNS, shown.stream().map(one -> row(one, active)).toList()));
    }

    private static ObjectNode row(Feature feature, Set<String> active) {
        long working = feature.bundles().stream().filter(active::contains).count();
        boolean complete = working == feature.bundles().size();
        ObjectNode row = Listing.row().put("name", feature.name()).put("description", feature.description())
                .put("state", complete ? "active" : working + " of " + feature.bundles().size() + " active");
        feature.bundles().forEach(row.putArray("bundles")::add);
        return row;
    }
}
