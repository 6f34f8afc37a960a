package modelscan.launcher.it;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Builds a plugin as its author would: the compiler, then bnd, against the bundles of the distribution. */
final class PluginBuild {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

    private final Path classes;
    private final List<Path> classPath = new ArrayList<>();

    /** Compiles to {@code classes}; the API comes from the distribution, the annotations from {@code more}. */
    PluginBuild(Path classes, Class<?>... more) throws IOException, URISyntaxException {
        this.classes = classes;
        try (Stream<Path> bundles = Files.list(Command.DISTRIBUTION.resolve("bundles"))) {
            bundles.filter(bundle -> bundle.getFileName().toString().startsWith("modelscan.api.")).forEach(classPath::add);
        }
        for (Class<?> type : more) {
            classPath.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
        }
    }

    /** Compiles one class; its name. */
    String compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        String name = found(PACKAGE, source) + "." + found(TYPE, source);
        List<String> options = List.of("-d", classes.toString(), "-Xlint:all,-processing,-classfile", "-proc:none",
                "-classpath", String.join(File.pathSeparator, Stream.concat(Stream.of(classes), classPath.stream())
                        .map(Path::toString).toList()));
        boolean compiled = compiler.getTask(null, null, said, options, null, List.of(new Source(name, source))).call();
        List<String> wrong = said.getDiagnostics().stream().filter(one -> one.getKind() != Diagnostic.Kind.NOTE)
                .map(Object::toString).toList();
        if (!compiled || !wrong.isEmpty()) {
            throw new AssertionError("not compiled cleanly: " + wrong);
        }
        return name;
    }

    /** Packs what was compiled as a bundle. */
    Path bundle(String symbolicName, Path file) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setClasspath(Stream.concat(Stream.of(classes), classPath.stream()).map(Path::toFile).toArray(File[]::new));
            builder.setProperty("Bundle-SymbolicName", symbolicName);
            builder.setProperty("-privatepackage", symbolicName);
            Jar jar = builder.build();
            if (!builder.getErrors().isEmpty() || !builder.getWarnings().isEmpty()) {
                throw new AssertionError("bnd says: " + builder.getErrors() + builder.getWarnings());
            }
            jar.write(file.toFile());
            return file;
        }
    }

    private static String found(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in " + source);
        }
        return matcher.group(1);
    }

    /** A source file that is only text. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
