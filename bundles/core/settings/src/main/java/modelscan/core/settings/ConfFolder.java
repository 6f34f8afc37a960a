package modelscan.core.settings;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files {@code conf/*.json} and the last good content of each. */
final class ConfFolder {
    private static final long LARGEST = 4_000_000;
    private static final long LONG_AGO = 2_000;

    private final Path path;
    private final Map<String, Content> contents = new TreeMap<>();
    private boolean first = true;

    ConfFolder(Path path) {
        this.path = path;
    }

    /**
     * A file.
     *
     * @param read whether this state of the file has been read, which it is once it has come to rest
     */
    private record Content(String stamp, boolean read, List<Section> sections, Optional<String> problem) {
    }

    /** Reads what lies there at first, later the files that came to rest since the last look; answers if anything is new. */
    boolean look(long now) throws IOException {
        Map<String, Path> files = files();
        boolean changed = contents.keySet().retainAll(files.keySet());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            changed |= look(file.getKey(), file.getValue(), now);
        }
        first = false;
        return changed;
    }

    /** The sections of all files, in the order of their names. */
    List<Section> sections() {
        return contents.values().stream().flatMap(content -> content.sections.stream()).toList();
    }

    /** Why files are not used as they are; their last good content still counts. */
    List<String> problems() {
        return contents.values().stream().flatMap(content -> content.problem.stream()).toList();
    }

    private Map<String, Path> files() throws IOException {
        Map<String, Path> files = new TreeMap<>();
        if (Files.isDirectory(path)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(path, "*.json")) {
                found.forEach(file -> files.put(file.getFileName().toString(), file));
            }
        }
        files.keySet().removeIf(name -> name.startsWith("."));
        return files;
    }

    private boolean look(String name, Path file, long now) {
        Content before = contents.getOrDefault(name, new Content("", true, List.of(), Optional.empty()));
        try {
            long modified = Files.getLastModifiedTime(file).toMillis();
            String stamp = Files.size(file) + "/" + modified;
            boolean same = before.stamp.equals(stamp);
            if (same && before.read) {
                return false;
            }
            boolean rests = first || same || now - modified >= LONG_AGO;
            contents.put(name, rests ? read(name, file, stamp, before)
                    : new Content(stamp, false, before.sections, before.problem));
            return rests;
        } catch (IOException unreadable) {
            contents.put(name, new Content("", true, before.sections,
                    Optional.of("conf/" + name + " cannot be read: " + unreadable)));
            return before.problem.isEmpty();
        }
    }

    private static Content read(String name, Path file, String stamp, Content before) throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnreadableException("conf/" + name + " is too large for settings");
            }
            return new Content(stamp, true, SettingsReader.read(name, Files.readAllBytes(file)), Optional.empty());
        } catch (UnreadableException broken) {
            String last = before.sections.isEmpty() ? "" : "; its last good state stays";
            return new Content(stamp, true, before.sections, Optional.of(broken.getMessage() + last));
        }
    }

    /** The sections that count, and a problem for each PID that another file has already. */
    List<Section> merged(List<String> problems) {
        Map<String, Section> merged = new TreeMap<>();
        for (Section section : sections()) {
            Section earlier = merged.putIfAbsent(section.pid(), section);
            if (earlier != null) {
                problems.add(section.place() + section.pid() + " is set in conf/" + earlier.file() + " line " + earlier.line()
                        + " already, and that one counts");
            }
        }
        return new ArrayList<>(merged.values());
    }
}
