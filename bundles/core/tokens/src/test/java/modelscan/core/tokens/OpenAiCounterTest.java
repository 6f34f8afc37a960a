package modelscan.core.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.Role;
import modelscan.api.model.Sampling;
import modelscan.api.model.Tools;
import org.junit.jupiter.api.Test;

class OpenAiCounterTest {
    private final OpenAiCounter counter = new OpenAiCounter();

    @Test
    void countsEverySampleAsTheVocabularyDoes() {
        for (Counted sample : Counted.by("openai")) {
            assertEquals(new TokenCounter.Count(sample.tokens(), 0),
                    counter.count(EstimateTest.words(sample.text()), EstimateTest.model("gpt-4o")), sample.sample());
        }
    }

    @Test
    void olderModelsHaveTheOlderVocabulary() {
        String text = "Привет, как дела?";
        long newer = counter.count(EstimateTest.words(text), EstimateTest.model("openai/gpt-4.1-mini")).tokens();
        long older = counter.count(EstimateTest.words(text), EstimateTest.model("gpt-4-turbo")).tokens();
        assertTrue(newer < older, newer + " of " + older);
        assertEquals(older, counter.count(EstimateTest.words(text), EstimateTest.model("ft:gpt-3.5-turbo:us:x")).tokens());
    }

    @Test
    void messagesCostThreeEachAndTheAnswerThree() {
        ChatRequest chat = ChatRequest.of("gpt-4o", Message.system("hello"), Message.user("hello"));
        assertEquals(new TokenCounter.Count(2 * (3 + 1) + 3, 0), counter.count(chat, EstimateTest.model("gpt-4o")));
        Message named = new Message(Role.USER, List.of(new Part.Text("hello")), Optional.of("bob"),
                new ObjectMapper().createObjectNode());
        assertEquals(3 + 1 + 1 + 1 + 3, counter.count(ChatRequest.of("m", named), EstimateTest.model("gpt-4o")).tokens());
    }

    @Test
    void toolsAreAnEstimate() throws Exception {
        Tools tools = new Tools(List.of(new Tools.Definition("weather", "Tells the weather", new ObjectMapper().readTree(
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"description\":\"where\"},"
                + "\"unit\":{\"type\":\"string\",\"enum\":[\"c\",\"f\"]}}}"), Optional.empty())),
                new Tools.Choice.Auto(), Optional.empty());
        ChatRequest chat = new ChatRequest("gpt-4o", List.of(Message.user("hello")), tools, Sampling.DEFAULT,
                new ResponseFormat.Text(), Optional.empty(), false, new ObjectMapper().createObjectNode());
        TokenCounter.Count count = counter.count(chat, EstimateTest.model("gpt-4o"));
        assertTrue(count.tokens() > 40 && count.tokens() < 70, count.toString());
        assertTrue(count.error() > 0 && count.error() <= 10, count.toString());
    }

    @Test
    void ofAMegabyteItLooksAtPartsAndSaysSo() {
        StringBuilder text = new StringBuilder();
        long truth = 0;
        while (text.length() < 400_000) {
            for (Counted sample : Counted.by("openai")) {
                text.append(sample.text());
                truth += sample.tokens();
            }
        }
        TokenCounter.Count count = counter.count(EstimateTest.words(text.toString()), EstimateTest.model("gpt-4o"));
        assertTrue(count.error() > 0);
        assertEquals(truth, count.tokens(), truth * count.error() / 100.0);
    }
}
