package modelscan.core.catalog.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import modelscan.api.gateway.Model;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.FailureException;
import modelscan.api.model.Operation;
import modelscan.core.catalog.descriptor.Listing;
import modelscan.core.catalog.path.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListReadingTest {
    private static final Listing USUAL = new Listing("/models", Path.of("data[]"), Path.of("id"), Optional.empty(),
            Optional.empty(), "");

    @Test
    void readsTheUsualList() {
        assertEquals(List.of("a", "b"), ids(USUAL, "{\"data\":[{\"id\":\"a\"},{\"id\":\"b\"},{\"id\":\"a\"},{\"x\":1}]}"));
        assertEquals(List.of(), ids(USUAL, "{\"data\":[]}"));
    }

    @Test
    void readsOtherListsWithTheirFigures() {
        Listing gemini = new Listing("/models", Path.of("models[]"), Path.of("name"), Optional.of(Path.of("inputTokenLimit")),
                Optional.of(Path.of("top.out")), "models/");
        Model model = read(gemini, "{\"models\":[{\"name\":\"models/g-1\",\"inputTokenLimit\":\"1048576\",\"top\":{\"out\":9}}]}")
                .getFirst();
        assertEquals("g-1", model.id());
        assertEquals(Optional.of(1048576), model.context());
        assertEquals(Optional.of(9), model.output());
        Listing top = new Listing("/models", Path.of("."), Path.of("id"), Optional.empty(), Optional.empty(), "");
        assertEquals(List.of("a", "b"), ids(top, "[{\"id\":\"a\"},\"b\"]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "<html>", "", "{\"error\":1}", "{\"data\":[{\"name\":\"a\"}]}", "{\"data\":\"oops\"}"})
    void whatIsNoListIsGarbage(String body) {
        assertEquals(ErrorCode.PROVIDER_GARBAGE,
                assertThrows(FailureException.class, () -> read(USUAL, body)).failure().code());
    }

    @Test
    void takesNoMoreThanTwoThousand() {
        String many = IntStream.range(0, 3000).mapToObj(number -> "{\"id\":\"m" + number + "\"}")
                .collect(Collectors.joining(",", "{\"data\":[", "]}"));
        assertEquals(2000, read(USUAL, many).size());
    }

    @ParameterizedTest
    @CsvSource({"llama-3, CHAT", "text-embedding-3, EMBEDDING", "BAAI/bge-m3, EMBEDDING", "rerank-v3, RERANK",
        "whisper-large-v3, TRANSCRIPTION", "gpt-4o-mini-tts, SPEECH", "tts-1, SPEECH", "dall-e-3, IMAGE", "sora-2, VIDEO",
        "omni-moderation-latest, MODERATION", "latts-7b, CHAT", "qwen-image, IMAGE"})
    void guessesWhatAModelIsFor(String id, Operation operation) {
        assertEquals(Optional.of(operation), OperationGuess.of(id, EnumSet.allOf(Operation.class)));
    }

    @Test
    void modelsForWhatIsNotServedAreLeftOut() {
        assertEquals(Optional.empty(), OperationGuess.of("whisper-1", Set.of(Operation.CHAT)));
        assertEquals(Optional.of(Operation.SEARCH), OperationGuess.of("anything", Set.of(Operation.SEARCH)));
    }

    @Test
    void survivesRandomChanges() {
        byte[] good = "{\"data\":[{\"id\":\"a\",\"n\":1},{\"id\":\"b\"}]}".getBytes(StandardCharsets.UTF_8);
        Random random = new Random(5);
        for (int round = 0; round < 3000; round++) {
            byte[] changed = good.clone();
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
            try {
                new ListReading(USUAL, Set.of(Operation.CHAT)).models(changed);
            } catch (FailureException refused) {
                assertEquals(ErrorCode.PROVIDER_GARBAGE, refused.failure().code());
            }
        }
    }

    private static List<String> ids(Listing listing, String body) {
        return read(listing, body).stream().map(Model::id).toList();
    }

    private static List<Model> read(Listing listing, String body) {
        return new ListReading(listing, Set.of(Operation.CHAT)).models(body.getBytes(StandardCharsets.UTF_8));
    }
}
