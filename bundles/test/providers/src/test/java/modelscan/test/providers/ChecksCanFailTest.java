package modelscan.test.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import modelscan.test.kit.provider.Finding;
import modelscan.test.kit.provider.ProviderCheck;
import modelscan.test.kit.provider.ProviderLab;
import modelscan.test.kit.provider.ProviderSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks themselves: a provider that is wrong in one way fails in that way, a sound one in none. */
class ChecksCanFailTest {
    private static final String MODELS = "\"models\":[{\"id\":\"m\",\"prices\":{\"currency\":\"USD\",\"per\":1000000,"
            + "\"input\":\"2\",\"output\":\"8\"}}]";
    private static final String SEARCH = "\"calls\":{\"search\":{\"path\":\"/find\",\"body\":{\"q\":\"{query}\"},"
            + "\"answer\":{\"hits\":{\"items\":\"results\",\"title\":\"name\",\"url\":\"link\",\"snippet\":\"text\"}},"
            + "\"usage\":{\"request\":1}}}";
    private static ProviderLab lab;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() throws IOException {
        lab = ProviderLab.open(BuiltBundles.gateway());
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void aSoundProviderPasses() throws IOException {
        assertEquals(List.of(), failed(check("openai", "\"serves\":[\"chat\"]," + MODELS)));
    }

    @Test
    void anUnknownKeyIsFound() throws IOException {
        assertTrue(found("the descriptor is read", check("openai", "\"serves\":[\"chat\"],\"servces\":1," + MODELS)));
    }

    @Test
    void aQuirkThatTakesTheWordsIsFound() throws IOException {
        List<Finding> findings = check("openai", "\"serves\":[\"chat\"],\"quirks\":{\"drop\":[\"messages\"]}," + MODELS);
        assertTrue(found("the request goes to the right place with the key as the descriptor says", findings), findings.toString());
    }

    @Test
    void aKeyInTheBodyIsFound() throws IOException {
        List<Finding> findings = check("openai", "\"serves\":[\"chat\"],\"quirks\":{\"default\":{\"who\":"
                + "\"sk-Contract-9d41c07be2f85a63\"}}," + MODELS);
        assertTrue(found("the request goes to the right place with the key as the descriptor says", findings), findings.toString());
    }

    @Test
    void usageAtTheWrongPlaceIsFound() throws IOException {
        List<Finding> findings = check("openai", "\"serves\":[\"chat\"],\"quirks\":{\"error\":\"model\"}," + MODELS);
        assertTrue(found("chat answers whole", findings), findings.toString());
    }

    @Test
    void aDialectWithoutTheWordIsFound() throws IOException {
        assertTrue(found("rerank", check("anthropic", "\"serves\":[\"chat\",\"rerank\"]," + MODELS)));
    }

    @Test
    void aFormWithoutACassetteIsFound() throws IOException {
        assertTrue(found("search has a cassette", check("openai", "\"serves\":[\"search\"]," + SEARCH)));
    }

    @Test
    void aFormWithACassettePasses() throws IOException {
        cassette("red cubes", "Cubes");
        assertEquals(List.of(), failed(check("openai", "\"serves\":[\"search\"]," + SEARCH)));
    }

    @Test
    void aRequestOtherThanRecordedIsFound() throws IOException {
        cassette("blue cubes", "Cubes");
        assertTrue(found("cassette search.json", check("openai", "\"serves\":[\"search\"]," + SEARCH)));
    }

    @Test
    void anAnswerOtherThanExpectedIsFound() throws IOException {
        cassette("red cubes", "Spheres");
        assertTrue(found("cassette search.json", check("openai", "\"serves\":[\"search\"]," + SEARCH)));
    }

    private void cassette(String sent, String expected) throws IOException {
        Path shelf = Files.createDirectories(folder.resolve("cassettes"));
        Files.writeString(shelf.resolve("search.json"), """
                {"ask": {"operation": "search", "request": {"model": "m", "query": "red cubes"}},
                 "exchanges": [{"request": {"method": "POST", "path": "/v1/find", "body": {"q": "%s"}},
                   "response": {"body": {"results": [{"name": "Cubes", "link": "https://example.com/", "text": "red"}]}}}],
                 "expect": {"hits": [{"title": "%s", "url": "https://example.com/"}], "usage": {"request": 1}}}
                """.formatted(sent, expected));
    }

    private List<Finding> check(String dialect, String more) throws IOException {
        Files.writeString(folder.resolve("provider.json"), "{\"id\":\"sample\",\"dialect\":\"" + dialect
                + "\",\"url\":\"https://api.example.com/v1\"," + more + "}");
        return ProviderCheck.of(lab, ProviderSource.read(folder));
    }

    private static List<Finding> failed(List<Finding> findings) {
        return findings.stream().filter(finding -> finding.verdict() == Finding.Verdict.FAILED).toList();
    }

    private static boolean found(String check, List<Finding> findings) {
        return failed(findings).stream().anyMatch(finding -> finding.check().equals(check));
    }
}
