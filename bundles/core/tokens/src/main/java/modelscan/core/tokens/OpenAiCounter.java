package modelscan.core.tokens;

import com.fasterxml.jackson.databind.JsonNode;
import com.knuddels.jtokkit.api.Encoding;
import java.util.List;
import java.util.Map;
import modelscan.api.gateway.Model;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.Request;
import modelscan.api.model.Tools;

/**
 * Counts with OpenAI's own vocabularies.
 *
 * <p>Of requests longer than {@link Excerpt#MOST} characters only parts are looked at; tools cost what OpenAI's cookbook says.
 */
final class OpenAiCounter implements TokenCounter {
    private static final int EXCERPT_ERROR = 8;
    private static final int TOOLS_ERROR = 10;
    private static final int TOOLS_END = 12;
    private static final int TOOL = 7;
    private static final int PARAMETERS = 3;
    private static final int PARAMETER = 3;

    private final Vocabulary vocabulary = new Vocabulary();

    @Override
    public Count count(Request request, Model model) {
        Contents contents = Contents.of(request);
        Encoding encoding = vocabulary.of(model);
        Excerpt excerpt = Excerpt.of(contents.texts());
        double words = Family.OPENAI.overhead(contents) + contents.named();
        for (String text : contents.texts()) {
            words += excerpt.count(text, encoding::countTokensOrdinary);
        }
        double tools = contents.tools().isEmpty() ? 0 : tools(contents.tools(), encoding);
        double off = (excerpt.whole() ? 0 : words * EXCERPT_ERROR) + tools * TOOLS_ERROR;
        int error = words + tools == 0 ? 0 : (int) Math.ceil(off / (words + tools));
        return Sum.of(words + tools, error, contents, Family.OPENAI.pictures());
    }

    private static double tools(List<Tools.Definition> tools, Encoding encoding) {
        int tokens = TOOLS_END;
        for (Tools.Definition tool : tools) {
            tokens += TOOL + encoding.countTokensOrdinary(tool.name() + ":" + tool.description());
            tokens += parameters(tool.parameters(), encoding);
        }
        return tokens;
    }

    private static int parameters(JsonNode schema, Encoding encoding) {
        JsonNode properties = schema.path("properties");
        int tokens = properties.isEmpty() ? 0 : PARAMETERS;
        for (Map.Entry<String, JsonNode> property : properties.properties()) {
            JsonNode about = property.getValue();
            tokens += PARAMETER + encoding.countTokensOrdinary(property.getKey() + ":" + about.path("type").asText()
                    + ":" + about.path("description").asText());
            for (JsonNode allowed : about.path("enum")) {
                tokens += PARAMETER + encoding.countTokensOrdinary(allowed.asText());
            }
            tokens += parameters(about, encoding) + parameters(about.path("items"), encoding);
        }
        return tokens;
    }
}
