package modelscan.test.kit.dialect;

import java.util.Locale;
import java.util.Optional;
import modelscan.api.model.Operation;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;

/**
 * A scripted provider of a dialect; it answers whole or streamed, as it is asked.
 *
 * <pre>{@code
 * Script script = DialectFake.ANTHROPIC.says(Said.text("Hello there").using(11, 3));
 * Script refusing = Script.always(DialectFake.ANTHROPIC.error(429, "slow down").header("retry-after", "3"));
 * }</pre>
 */
public enum DialectFake {
    /** OpenAI's chat completions. */
    OPENAI(new OpenAiSpeech()),
    /** OpenAI's responses. */
    RESPONSES(new ResponsesSpeech()),
    /** Anthropic's messages. */
    ANTHROPIC(new AnthropicSpeech()),
    /** Google's generateContent. */
    GEMINI(new GeminiSpeech()),
    /** Ollama's chat. */
    OLLAMA(new OllamaSpeech()),
    /** Cohere's chat. */
    COHERE(new CohereSpeech()),
    /** Amazon's converse. */
    BEDROCK(new BedrockSpeech()),
    /** Replicate's predictions. */
    REPLICATE(new ReplicateSpeech());

    private final Speech speech;

    DialectFake(Speech speech) {
        this.speech = speech;
    }

    /** The fake of a dialect by its name, such as {@code openai}. */
    public static Optional<DialectFake> of(String dialect) {
        for (DialectFake fake : values()) {
            if (fake.dialect().equals(dialect)) {
                return Optional.of(fake);
            }
        }
        return Optional.empty();
    }

    /** The name of the dialect. */
    public String dialect() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the dialect has streams. */
    public boolean streams() {
        return this != REPLICATE;
    }

    /** Whether the dialect has tools. */
    public boolean calls() {
        return this != REPLICATE;
    }

    /** Says this to every request. */
    public Script says(Said said) {
        return request -> answer(request, said);
    }

    /** The answer to a request, streamed if it asks for that. */
    public ScriptedAnswer answer(SeenRequest request, Said said) {
        return speech.streams(request) ? speech.streamed(said) : speech.whole(said);
    }

    /** The answer in one piece. */
    public ScriptedAnswer whole(Said said) {
        return speech.whole(said);
    }

    /** The answer as a stream; each chunk is one message of the protocol. */
    public ScriptedAnswer streamed(Said said) {
        return speech.streamed(said);
    }

    /** A stream that breaks off in the middle of its bytes. */
    public ScriptedAnswer cut(Said said) {
        ScriptedAnswer whole = speech.streamed(said);
        return whole.cutAfter(whole.body().length / 2);
    }

    /** The answer of an operation that is not conversation; empty if this fake cannot do it. */
    public Optional<ScriptedAnswer> result(Operation operation) {
        return Results.of(this, operation);
    }

    /** A refusal in the words of the dialect. */
    public ScriptedAnswer error(int status, String message) {
        return ScriptedAnswer.json(status, speech.error(status, message));
    }
}
