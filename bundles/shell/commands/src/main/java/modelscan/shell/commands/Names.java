package modelscan.shell.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Catalog;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A kind of names that an argument may be, and those that are there right now. */
enum Names {
    /** Providers. */
    PROVIDER {
        @Override
        List<String> now(BundleContext context) {
            return new Services(context).ask(Catalog.class, catalog -> catalog.providers().stream()
                    .map(entry -> entry.about().id()).toList()).orElse(List.of());
        }
    },
    /** Models, as callers name them. */
    MODEL {
        @Override
        List<String> now(BundleContext context) {
            return new Services(context).ask(Catalog.class, catalog -> catalog.models().stream()
                    .map(Candidate::name).toList()).orElse(List.of());
        }
    },
    /** Bundles and components. */
    PART {
        @Override
        List<String> now(BundleContext context) {
            Stream<String> components = new Services(context).ask(ServiceComponentRuntime.class,
                    runtime -> runtime.getComponentDescriptionDTOs().stream().map(component -> component.name).toList())
                    .orElse(List.of()).stream();
            return Stream.concat(Stream.of(context.getBundles()).map(Bundle::getSymbolicName), components)
                    .filter(Objects::nonNull).toList();
        }
    },
    /** Features. */
    FEATURE {
        @Override
        List<String> now(BundleContext context) {
            String directory = context.getProperty(Feature.DIRECTORY);
            return directory == null ? List.of()
                    : Feature.readAll(Path.of(directory)).stream().map(Feature::name).toList();
        }
    },
    /** Commands of our scope. */
    COMMAND {
        @Override
        List<String> now(BundleContext context) {
            return Verb.all(context).stream().map(verb -> verb.scope().equals("ms") ? verb.name() : verb.fullName())
                    .toList();
        }
    };

    /** The names that are there right now. */
    abstract List<String> now(BundleContext context);

    /** The names of a kind, by its word: {@code provider}; none for a word that is not known. */
    static List<String> now(String kind, BundleContext context) {
        for (Names names : values()) {
            if (names.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return names.now(context);
            }
        }
        return List.of();
    }
}
