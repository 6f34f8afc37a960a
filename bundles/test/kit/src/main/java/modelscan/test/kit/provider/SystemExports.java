package modelscan.test.kit.provider;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import modelscan.api.gateway.Gateway;
import modelscan.api.model.Request;
import org.slf4j.Logger;

/** Packages of the class path that the bundles share with the checks, as the system bundle exports them. */
final class SystemExports {
    private static final List<Class<?>> SHARED = List.of(Request.class, Gateway.class, JsonProperty.class, JsonFactory.class,
            JsonNode.class, Logger.class);

    private SystemExports() {
    }

    /** The value of the framework's property. */
    static String text() {
        StringJoiner exports = new StringJoiner(",");
        for (Class<?> one : SHARED) {
            clauses(manifest(one).getMainAttributes().getValue("Export-Package")).forEach(exports::add);
        }
        // Older libraries import slf4j [1.7,2); the API of version 2 is compatible.
        return exports.add("org.slf4j;version=1.7.36").toString();
    }

    /** The names of the bundles whose packages are shared; they must not be there a second time. */
    static List<String> bundles() {
        return SHARED.stream().map(one -> manifest(one).getMainAttributes().getValue("Bundle-SymbolicName"))
                .map(name -> name.split(";", 2)[0].strip()).toList();
    }

    private static List<String> clauses(String header) {
        List<String> clauses = new ArrayList<>();
        StringBuilder clause = new StringBuilder();
        boolean quoted = false;
        for (char c : header.toCharArray()) {
            quoted = c == '"' ? !quoted : quoted;
            if (c == ',' && !quoted) {
                clauses.add(bare(clause.toString()));
                clause.setLength(0);
            } else {
                clause.append(c);
            }
        }
        clauses.add(bare(clause.toString()));
        return clauses;
    }

    // Only the version matters; the packages used by a package are all on the same class path.
    private static String bare(String clause) {
        String name = clause.split(";", 2)[0].strip();
        int version = clause.indexOf("version=");
        return version < 0 ? name : name + ";version=" + clause.substring(version + 8).split(";", 2)[0].replace("\"", "");
    }

    private static Manifest manifest(Class<?> one) {
        try {
            Path place = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
            return read(place).orElseThrow(() -> new IllegalStateException(place + " has no manifest; package it first"));
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException("the class path cannot be read", unreadable);
        }
    }

    static Optional<Manifest> read(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            try (JarFile jar = new JarFile(place.toFile())) {
                return Optional.ofNullable(jar.getManifest());
            }
        }
        try (var files = Files.list(place.getParent())) {
            Optional<Path> built = files.filter(file -> file.toString().endsWith(".jar")).findFirst();
            return built.isPresent() ? read(built.get()) : Optional.empty();
        }
    }
}
