package modelscan.shell.commands;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A named set of bundles, read from the file that the launcher starts from. */
record Feature(String name, String description, List<String> bundles) {
    /** Framework property: the directory of the files. */
    static final String DIRECTORY = "modelscan.features.dir";

    private static final String ENDING = ".bnd";
    private static final String REQUIRES = "-runrequires";
    private static final Pattern IDENTITY = Pattern.compile("bnd\\.identity;\\s*id='?([^',;\\s]+)'?");

    Feature {
        bundles = List.copyOf(bundles);
    }

    /** The features of a directory, by name. */
    static List<Feature> readAll(Path directory) {
        List<Feature> features = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                features.add(read(file));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        features.sort(Comparator.comparing(Feature::name));
        return features;
    }

    private static Feature read(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        List<String> bundles = new ArrayList<>();
        for (String key : new TreeSet<>(lines.stringPropertyNames())) {
            if (key.equals(REQUIRES) || key.startsWith(REQUIRES + ".")) {
                Matcher identity = IDENTITY.matcher(lines.getProperty(key));
                while (identity.find()) {
                    bundles.add(identity.group(1));
                }
            }
        }
        String fileName = file.getFileName().toString();
        return new Feature(fileName.substring(0, fileName.length() - ENDING.length()),
                lines.getProperty("feature.description", "").strip(), bundles);
    }
}
