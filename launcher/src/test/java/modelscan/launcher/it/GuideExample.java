package modelscan.launcher.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A block of code on a page of the documentation. */
record GuideExample(Path page, int line, String language, String text) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String FENCE = "```";

    /** All examples of the README and the guide, in the order in which they are read. */
    static List<GuideExample> all() throws IOException {
        List<GuideExample> examples = new ArrayList<>(on(ROOT.resolve("README.md")));
        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/guide"))) {
            for (Path page : pages.filter(page -> page.toString().endsWith(".md")).sorted().toList()) {
                examples.addAll(on(page));
            }
        }
        return examples;
    }

    /** Those in one language, such as {@code sh}. */
    static List<GuideExample> in(String language) throws IOException {
        return all().stream().filter(example -> example.language().equals(language)).toList();
    }

    /** The lines of a shell example, those joined that end with a backslash. */
    List<String> commands() {
        return text.replace("\\\n", " ").lines().filter(line -> !line.isBlank()).toList();
    }

    /** Where it stands, for the reader of a failure. */
    String place() {
        return page.getFileName() + ":" + line;
    }

    private static List<GuideExample> on(Path page) throws IOException {
        List<GuideExample> examples = new ArrayList<>();
        List<String> lines = Files.readAllLines(page);
        for (int start = 0; start < lines.size(); start++) {
            if (lines.get(start).startsWith(FENCE)) {
                int end = start + 1;
                while (!lines.get(end).startsWith(FENCE)) {
                    end++;
                }
                examples.add(new GuideExample(page, start + 1, lines.get(start).substring(FENCE.length()).strip(),
                        String.join("\n", lines.subList(start + 1, end)) + "\n"));
                start = end;
            }
        }
        return examples;
    }
}
