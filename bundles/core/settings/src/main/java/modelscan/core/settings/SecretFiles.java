package modelscan.core.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import modelscan.api.gateway.Vault;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Secrets in files of {@code conf/secrets/}, else in the environment.
 *
 * <p>Files are read when somebody looks after them, never when a secret is asked for: that happens with every request.
 */
@Component(service = {Vault.class, SecretFiles.class})
public final class SecretFiles implements Vault {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final long LARGEST = 64 * 1024;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ);

    private final Path folder;
    private final UnaryOperator<String> environment;
    private volatile Map<String, Secret> secrets = Map.of();

    @Activate
    public SecretFiles(BundleContext context) {
        this(Path.of(context.getProperty("modelscan.home"), "conf", "secrets"), System::getenv);
    }

    SecretFiles(Path folder, UnaryOperator<String> environment) {
        this.folder = folder;
        this.environment = environment;
        look();
    }

    @Override
    public Optional<String> secret(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.ofNullable(secrets.get(name)).flatMap(Secret::value)
                .or(() -> variables(name).stream().map(environment).filter(Objects::nonNull).findFirst());
    }

    /** The environment variable that a secret is looked for in first, such as {@code GROQ_API_KEY}. */
    static String variable(String name) {
        return variables(name).getFirst();
    }

    /** Reads what has changed; answers the names of those secrets. */
    Set<String> look() {
        Map<String, Secret> before = secrets;
        Map<String, Secret> now = new HashMap<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                files.forEach(file -> read(file, before, now));
            } catch (IOException unreadable) {
                return Set.of();
            }
        }
        secrets = Map.copyOf(now);
        Set<String> changed = new HashSet<>(before.keySet());
        changed.addAll(now.keySet());
        changed.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return changed;
    }

    /** What is wrong with the files. */
    List<String> problems() {
        Map<String, Secret> now = secrets;
        return new TreeSet<>(now.keySet()).stream().filter(name -> !now.get(name).problem.isEmpty())
                .map(name -> "conf/secrets/" + name + " " + now.get(name).problem).toList();
    }

    private static void read(Path file, Map<String, Secret> before, Map<String, Secret> now) {
        String name = file.getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            return;
        }
        try {
            String stamp = Files.getLastModifiedTime(file).toInstant() + "/" + Files.size(file);
            String problem = problem(file);
            Secret known = before.get(name);
            boolean same = known != null && known.stamp.equals(stamp) && known.problem.equals(problem);
            now.put(name, same ? known : new Secret(stamp, problem, value(file)));
        } catch (IOException unreadable) {
            now.put(name, new Secret("", "cannot be read", Optional.empty()));
        }
    }

    private static Optional<String> value(Path file) throws IOException {
        return Files.size(file) > LARGEST ? Optional.empty()
                : Optional.of(Files.readString(file, StandardCharsets.UTF_8).stripTrailing());
    }

    private static String problem(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            return "is too large for a secret";
        }
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        boolean open = posix && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        return open ? "can be read by others; make it yours alone with chmod 600" : "";
    }

    private static List<String> variables(String name) {
        String word = name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return List.of(word + "_API_KEY", "MODELSCAN_SECRET_" + word);
    }

    /** A secret; its text says nothing. */
    private record Secret(String stamp, String problem, Optional<String> value) {
        @Override
        public String toString() {
            return "a secret";
        }
    }
}
