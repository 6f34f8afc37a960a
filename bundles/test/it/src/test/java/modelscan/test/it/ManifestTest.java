package modelscan.test.it;

import static org.junit.Assert.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.Test;

/** The table of design.md, "who may import whom", read from the manifests of the distribution. */
public class ManifestTest {
    private static final List<String> API = List.of("modelscan.api.model", "modelscan.api.gateway", "modelscan.api.gateway.http",
            "modelscan.api.gateway.store");
    private static final List<String> JSON = List.of("com.fasterxml.jackson.databind", "com.fasterxml.jackson.core");
    private static final List<String> OSGI = List.of("org.osgi.framework", "org.osgi.util.tracker", "org.osgi.service", "org.osgi.dto", "org.osgi.resource");
    private static final List<String> BASE = List.of("modelscan.base");

    /** What the members of a family may import, beside the JDK, slf4j and Jackson's tree model. */
    private static final Map<String, List<List<String>>> RULES = Map.of(
            "modelscan.api.model", List.of(),
            "modelscan.api.gateway", List.of(API),
            "modelscan.base", List.of(API.subList(0, 1), OSGI, List.of("modelscan.base.json")),
            "modelscan.core", List.of(API, BASE, OSGI),
            "modelscan.wire", List.of(API, List.of("modelscan.base.json", "modelscan.base.prompt", "modelscan.base.wire")),
            "modelscan.stream", List.of(API, List.of("modelscan.base.json")),
            "modelscan.stage", List.of(API, BASE, OSGI),
            "modelscan.strategy", List.of(API, BASE, OSGI),
            "modelscan.provider", List.of(API, BASE),
            "modelscan.http", List.of(API, BASE, OSGI, List.of("org.eclipse.jetty")));
    private static final Map<String, List<List<String>>> MORE = Map.of(
            "modelscan.shell", List.of(API, BASE, OSGI, List.of("org.apache.felix.service", "org.apache.felix.gogo.runtime")),
            // Drivers are inside; these packages are the JDK's own.
            "modelscan.store", List.of(API, BASE, OSGI, List.of("org.ietf.jgss", "org.w3c.dom", "org.xml.sax")));

    @Test
    public void everyBundleImportsOnlyWhatItsFamilyMay() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Attributes> bundle : ours().entrySet()) {
            List<List<String>> allowed = rule(bundle.getKey());
            for (String imported : packages(bundle.getValue().getValue("Import-Package"))) {
                if (!common(imported) && allowed.stream().flatMap(List::stream).noneMatch(prefix -> within(imported, prefix))) {
                    wrong.add(bundle.getKey() + " imports " + imported);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void onlyApiAndBaseExport() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Attributes> bundle : ours().entrySet()) {
            List<String> exported = packages(bundle.getValue().getValue("Export-Package"));
            boolean may = bundle.getKey().startsWith("modelscan.api.") || bundle.getKey().startsWith("modelscan.base.");
            if (!may && !exported.isEmpty() || exported.stream().anyMatch(name -> !within(name, bundle.getKey()))) {
                wrong.add(bundle.getKey() + " exports " + exported);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    public void aPackageLivesInOneBundleOnlyAndNothingIsImportedOptionallyOrDynamically() throws IOException {
        Map<String, String> homes = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Attributes> bundle : ours().entrySet()) {
            for (String header : List.of("Export-Package", "Private-Package")) {
                for (String name : packages(bundle.getValue().getValue(header))) {
                    String other = homes.put(name, bundle.getKey());
                    if (other != null && !other.equals(bundle.getKey()) && !name.equals("MODELSCAN-INF")) {
                        wrong.add(name + " is in " + other + " and in " + bundle.getKey());
                    }
                }
            }
            String imports = String.valueOf(bundle.getValue().getValue("Import-Package"));
            if (imports.contains("resolution:=optional") || bundle.getValue().getValue("DynamicImport-Package") != null) {
                wrong.add(bundle.getKey() + " has optional or dynamic imports");
            }
        }
        assertEquals(List.of(), wrong);
    }

    private static List<List<String>> rule(String bundle) {
        for (Map<String, List<List<String>>> rules : List.of(RULES, MORE)) {
            for (Map.Entry<String, List<List<String>>> rule : rules.entrySet()) {
                if (within(bundle, rule.getKey())) {
                    return rule.getValue();
                }
            }
        }
        throw new AssertionError(bundle + " belongs to no family of design.md");
    }

    private static boolean common(String name) {
        return name.startsWith("java.") || name.startsWith("javax.") || name.startsWith("jdk.") || within(name, "org.slf4j")
                || JSON.stream().anyMatch(prefix -> within(name, prefix));
    }

    private static boolean within(String name, String prefix) {
        return name.equals(prefix) || name.startsWith(prefix + ".");
    }

    private static Map<String, Attributes> ours() throws IOException {
        Map<String, Attributes> ours = new TreeMap<>();
        for (Path path : Distribution.bundles()) {
            try (JarFile jar = new JarFile(path.toFile())) {
                Attributes main = jar.getManifest().getMainAttributes();
                String name = String.valueOf(main.getValue("Bundle-SymbolicName")).split(";")[0].strip();
                if (name.startsWith("modelscan.")) {
                    ours.put(name, main);
                }
            }
        }
        if (ours.size() < 20) {
            throw new AssertionError("only " + ours.size() + " bundles of ours in the distribution");
        }
        return ours;
    }

    /** The package names of a header; commas inside quotes and whatever stands behind a semicolon are not names. */
    static List<String> packages(String header) {
        List<String> names = new ArrayList<>();
        if (header == null) {
            return names;
        }
        for (String clause : header.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
            for (String part : clause.split(";(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)")) {
                if (!part.contains("=")) {
                    names.add(part.strip());
                }
            }
        }
        return names;
    }
}
