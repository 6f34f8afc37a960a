package modelscan.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A named set of bundles, read from the very file that the build resolves.
 *
 * <pre>{@code
 * feature.description: The OpenAI API over HTTP
 * feature.awaits: (modelscan.listener=data)
 * -runrequires.gateway: bnd.identity;id='modelscan.http.gateway'
 * }</pre>
 *
 * @param awaits filters of services without which the gateway is not ready
 */
record Feature(String name, String description, List<String> bundles, List<String> awaits) {
    static final String ENDING = ".bnd";
    private static final String DESCRIPTION = "feature.description";
    private static final String AWAITS = "feature.awaits";
    private static final String REQUIRES = "-runrequires";
    private static final Pattern IDENTITY = Pattern.compile("bnd\\.identity;\\s*id='?([^',;\\s]+)'?");

    Feature {
        bundles = List.copyOf(bundles);
        awaits = List.copyOf(awaits);
        if (bundles.isEmpty()) {
            throw broken(name, "names no bundle");
        }
    }

    /** All features of a directory, by name. */
    static List<Feature> readAll(Path directory) {
        return Distribution.files(directory, ENDING).stream().map(Feature::read).toList();
    }

    static Feature read(Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - ENDING.length());
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new StartFailure(ExitCode.BROKEN, "Feature file " + file + " cannot be read (" + e + ")", e);
        }
        List<String> bundles = new ArrayList<>();
        for (String key : new TreeSet<>(lines.stringPropertyNames())) {
            if (key.equals(REQUIRES) || key.startsWith(REQUIRES + ".")) {
                bundles.addAll(identities(name, lines.getProperty(key)));
            } else if (!key.equals(DESCRIPTION) && !key.equals(AWAITS)) {
                throw broken(name, "has an unknown key " + key + "; known are "
                        + String.join(", ", DESCRIPTION, AWAITS, REQUIRES + ".*"));
            }
        }
        String awaits = lines.getProperty(AWAITS, "").strip();
        return new Feature(name, lines.getProperty(DESCRIPTION, "").strip(), bundles,
                awaits.isEmpty() ? List.of() : List.of(awaits.split("\\s+")));
    }

    private static List<String> identities(String name, String requirements) {
        List<String> identities = new ArrayList<>();
        for (String requirement : requirements.split(",")) {
            Matcher identity = IDENTITY.matcher(requirement.strip());
            if (identity.matches()) {
                identities.add(identity.group(1));
            } else if (!requirement.isBlank()) {
                throw broken(name, "has a requirement that is no bnd.identity;id='…': " + requirement.strip());
            }
        }
        return identities;
    }

    private static StartFailure broken(String name, String why) {
        return new StartFailure(ExitCode.BROKEN, "Feature " + name + " " + why);
    }
}
