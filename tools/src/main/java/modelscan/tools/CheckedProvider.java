package modelscan.tools;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.test.kit.provider.Finding;
import modelscan.test.kit.provider.LiveCheck;
import modelscan.test.kit.provider.ProviderCheck;
import modelscan.test.kit.provider.ProviderLab;
import modelscan.test.kit.provider.ProviderSource;

/** Checks a provider: against fakes and its cassettes, or the real one. */
record CheckedProvider(Installed installed, Map<String, String> environment, PrintStream out, PrintStream err) {
    private static final String KEY = "MODELSCAN_KEY";

    ToolExit run(Words words) throws IOException, Words.Misused {
        Path place = Path.of(words.only("which folder or descriptor to check"));
        if (words.value("--model").isPresent() && !words.has("--live")) {
            throw new Words.Misused("--model goes with --live only");
        }
        if (!Files.exists(place)) {
            throw new IOException("there is no " + place);
        }
        ProviderSource source = read(place);
        FindingReport report = new FindingReport(source.id(), findings(source, words));
        if (words.has("--json")) {
            out.println(report.json().toPrettyString());
        } else {
            report.print(out);
        }
        return report.sound() ? ToolExit.DONE : ToolExit.FAULTY;
    }

    private List<Finding> findings(ProviderSource source, Words words) throws IOException {
        if (!words.has("--live")) {
            try (ProviderLab lab = installed.lab()) {
                return ProviderCheck.of(lab, source);
            }
        }
        String key = environment.getOrDefault(KEY, "");
        String auth = source.descriptor().path("auth").asText("");
        if (key.isBlank() && !auth.equals("none") && !auth.equals("optional")) {
            throw new IOException("--live needs the provider's key in the variable " + KEY);
        }
        try (ProviderLab lab = installed.lab()) {
            return LiveCheck.of(lab, source, new LiveCheck.Account(key, words.value("--model")), err::println);
        }
    }

    private static ProviderSource read(Path place) throws IOException {
        try {
            return ProviderSource.read(place);
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no " + missing.getFile(), missing);
        }
    }

    /** What is found about a provider that was just written. */
    static FindingReport report(ProviderLab lab, Path place) throws IOException {
        ProviderSource source = ProviderSource.read(place);
        return new FindingReport(source.id(), ProviderCheck.of(lab, source));
    }
}
