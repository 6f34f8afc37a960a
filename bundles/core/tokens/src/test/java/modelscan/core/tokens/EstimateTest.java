package modelscan.core.tokens;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Part;
import modelscan.api.model.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EstimateTest {
    private static final List<String> VENDORS = List.of("anthropic", "gemini", "llama", "mistral", "qwen", "deepseek");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OPENAI")
    void theErrorItStatesHoldsOnTheSamples(Family family) {
        List<Double> errors = new ArrayList<>();
        int stated = 0;
        for (String vendor : family == Family.DEFAULT ? VENDORS : List.of(family.word())) {
            for (Counted sample : Counted.by(vendor)) {
                TokenCounter.Count count = new Estimate(family).count(words(sample.text()), model("any"));
                errors.add(Math.abs(count.tokens() - sample.tokens()) * 100.0 / sample.tokens());
                stated = count.error();
            }
        }
        errors.sort(null);
        double usual = errors.get((int) Math.ceil(errors.size() * 0.95) - 1);
        assertTrue(usual <= stated, family + " states " + stated + " percent, but the samples are off by " + usual);
        assertTrue(stated < usual * 2.2, family + " states " + stated + " percent, far more than the " + usual + " there are");
    }

    @Test
    void anEmptyRequestHasNoTokens() {
        assertEquals(new TokenCounter.Count(0, 0), new Estimate(Family.LLAMA).count(words(""), model("llama")));
    }

    @Test
    void messagesAndToolsCostWhatTheTemplateAdds() {
        Estimate estimate = new Estimate(Family.ANTHROPIC);
        long one = estimate.count(ChatRequest.of("m", Message.user("")), model("m")).tokens();
        long two = estimate.count(ChatRequest.of("m", Message.user(""), Message.user("")), model("m")).tokens();
        assertEquals(7, one);
        assertEquals(11, two);
    }

    @Test
    void pictureCostsByItsSizeAndMakesTheCountLessSure() {
        byte[] png = new byte[64];
        png[0] = (byte) 0x89;
        png[1] = 'P';
        png[18] = 3;
        png[22] = 3;
        Part picture = new Part.Image(new Media.Bytes("image/png", png), Optional.empty());
        ChatRequest chat = ChatRequest.of("m", Message.of(Role.USER, List.of(picture)));
        assertEquals(768 * 768 / 750 + 7, new Estimate(Family.ANTHROPIC).count(chat, model("m")).tokens());
        assertEquals(258 + 5, new Estimate(Family.GEMINI).count(chat, model("m")).tokens());
        assertTrue(new Estimate(Family.GEMINI).count(chat, model("m")).error() > 17);
    }

    @Test
    void aMegabyteIsCountedInOnePass() {
        String text = Counted.by("qwen").getLast().text().repeat(4000);
        long once = new Estimate(Family.QWEN).count(words(text.substring(0, text.length() / 4000)), model("q")).tokens();
        double off = new Estimate(Family.QWEN).count(words(text), model("q")).tokens() / 4000.0 / once;
        assertEquals(1, off, 0.02);
    }

    @Test
    void theFamilyIsReadFromTheNameWhenTheModelDoesNotSay() {
        assertEquals(Family.ANTHROPIC, Family.of(model("anthropic/claude-sonnet-4")));
        assertEquals(Family.LLAMA, Family.of(model("deepseek-r1-distill-llama-70b")));
        assertEquals(Family.OPENAI, Family.of(model("gpt-4o-mini")));
        assertEquals(Family.OPENAI, Family.of(model("o3-mini")));
        assertEquals(Family.MISTRAL, Family.of(model("open-mixtral-8x7b")));
        assertEquals(Family.DEFAULT, Family.of(model("command-a")));
    }

    static EmbeddingRequest words(String text) {
        return new EmbeddingRequest("m", List.of(text), Optional.empty(), Optional.empty(),
                JsonNodeFactory.instance.objectNode());
    }

    static Model model(String id) {
        return Model.unknown(id, Operation.CHAT);
    }
}
