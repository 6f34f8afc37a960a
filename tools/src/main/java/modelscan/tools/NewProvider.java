package modelscan.tools;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import modelscan.test.kit.Cassette;
import modelscan.test.kit.provider.CassetteSketch;
import modelscan.test.kit.provider.ProviderLab;
import modelscan.test.kit.provider.ProviderSource;
import modelscan.tools.openapi.Document;
import modelscan.tools.openapi.OpenApiSketch;

/** Writes a first provider plugin, and checks what it wrote. */
record NewProvider(Installed installed, PrintStream out) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    ToolExit run(Words words) throws IOException, Words.Misused {
        String id = words.only("the id of the new provider");
        if (!ID.matcher(id).matches()) {
            throw new Words.Misused("An id has small letters, digits and hyphens, at most 40, not '" + id + "'");
        }
        if (words.value("--like").isPresent() == words.value("--openapi").isPresent()) {
            throw new Words.Misused("Say either --like PROVIDER or --openapi FILE");
        }
        String url = address(words.value("--url"));
        Path folder = Path.of(words.value("--into").orElse(".")).resolve(id);
        if (Files.exists(folder)) {
            throw new IOException(folder + " is there already");
        }
        Sketch sketch = sketch(words, id, url);
        ProviderFolder written = ProviderFolder.write(folder, sketch, words.has("--lone"));
        FindingReport report;
        try (ProviderLab lab = installed.lab()) {
            record(lab, written, sketch);
            report = CheckedProvider.report(lab, written.place());
        }
        written.readme(sketch);
        tell(written, sketch, report, words.has("--json"));
        return report.sound() ? ToolExit.DONE : ToolExit.FAULTY;
    }

    private Sketch sketch(Words words, String id, String url) throws IOException, Words.Misused {
        Optional<String> name = words.value("--name");
        if (words.value("--openapi").isPresent()) {
            Sketch sketch = OpenApiSketch.of(Document.read(words.value("--openapi").get()), id, url);
            name.ifPresent(known -> sketch.descriptor().put("name", known));
            return sketch;
        }
        ObjectNode known = installed.descriptor(words.value("--like").orElseThrow());
        if (url.isEmpty() && known.has("url")) {
            throw new Words.Misused("Say where the provider is with --url");
        }
        return new Likeness(known).sketch(id, name.orElse(id), url);
    }

    private static String address(Optional<String> url) throws Words.Misused {
        if (url.isEmpty()) {
            return "";
        }
        try {
            URI uri = URI.create(url.get());
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme()) && uri.getRawUserInfo() == null) {
                return url.get().replaceAll("/+$", "");
            }
        } catch (IllegalArgumentException malformed) {
            // Told below, together with addresses that are well formed but of no use.
        }
        throw new Words.Misused("--url must be an address such as https://api.example.com/v1");
    }

    private static void record(ProviderLab lab, ProviderFolder written, Sketch sketch) throws IOException {
        ProviderSource source = ProviderSource.read(written.place());
        for (String operation : source.serves()) {
            if (!source.formed(operation) || source.refusal(operation).isPresent()) {
                continue;
            }
            Optional<Cassette> cassette = CassetteSketch.of(lab, source, operation);
            if (cassette.isPresent()) {
                written.cassette(cassette.get());
                sketch.leave("cassettes/" + cassette.get().name() + ": put recorded answers in place of the made-up ones");
            } else {
                sketch.leave("cassettes/" + operation + ".json: record an exchange of " + operation);
            }
        }
    }

    private void tell(ProviderFolder written, Sketch sketch, FindingReport report, boolean json) throws IOException {
        List<String> files = written.files();
        if (json) {
            JsonMapper mapper = new JsonMapper();
            ObjectNode told = mapper.createObjectNode();
            told.set("written", mapper.valueToTree(files));
            told.set("guessed", mapper.valueToTree(sketch.guessed()));
            told.set("left", mapper.valueToTree(sketch.left()));
            told.set("check", report.json());
            out.println(told.toPrettyString());
            return;
        }
        files.forEach(file -> out.println("Wrote " + file));
        list("Guessed, so look at it:", sketch.guessed());
        list("Left to you:", sketch.left());
        report.print(out);
    }

    private void list(String title, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println(title);
            lines.forEach(line -> out.println("  - " + line));
        }
    }
}
