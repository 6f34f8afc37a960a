package modelscan.core.tokens;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.ResponseFormat;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.Tools;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.VideoRequest;

/** What a request holds that costs tokens: texts, pictures, tools, and files nobody can look into. */
final class Contents {
    /** A text is seldom less than this many bytes of a sound or a printed file for each token. */
    private static final int BYTES_A_TOKEN = 100;
    private static final long FILE_OF_UNKNOWN_SIZE = 1000;

    private final List<String> texts = new ArrayList<>();
    private final List<Part.Image> pictures = new ArrayList<>();
    private List<Tools.Definition> tools = List.of();
    private int messages;
    private int named;
    private long opaque;

    private Contents() {
    }

    /** What this request holds. */
    static Contents of(Request request) {
        Contents contents = new Contents();
        switch (request) {
            case ChatRequest chat -> contents.chat(chat);
            case EmbeddingRequest embedding -> contents.texts.addAll(embedding.inputs());
            case RerankRequest rerank -> contents.rerank(rerank);
            case ModerationRequest moderation -> moderation.inputs().forEach(contents::part);
            case SearchRequest search -> contents.texts.add(search.query());
            case SpeechRequest speech -> contents.texts.add(speech.text());
            case ImageRequest image -> contents.texts.add(image.prompt());
            case VideoRequest video -> contents.texts.add(video.prompt());
            case TranscriptionRequest transcription -> contents.opaque(transcription.sound());
        }
        return contents;
    }

    private void rerank(RerankRequest request) {
        for (String document : request.documents()) {
            // Each document is read together with the question.
            texts.add(request.query());
            texts.add(document);
        }
    }

    private void chat(ChatRequest chat) {
        tools = chat.tools().definitions();
        messages = chat.messages().size();
        for (Message message : chat.messages()) {
            message.name().ifPresent(name -> {
                named++;
                texts.add(name);
            });
            message.parts().forEach(this::part);
        }
        if (chat.format() instanceof ResponseFormat.Schema schema) {
            texts.add(schema.schema().toString());
        }
    }

    private void part(Part part) {
        switch (part) {
            case Part.Text(String text) -> texts.add(text);
            case Part.Refusal(String text) -> texts.add(text);
            case Part.Thinking(String text, Optional<?> _, Optional<?> _) -> texts.add(text);
            case Part.Image image -> pictures.add(image);
            case Part.Audio(Media media, Optional<String> _) -> opaque(media);
            case Part.Document(Media.Bytes(String type, byte[] data), Optional<String> _) when type.startsWith("text/") ->
                    texts.add(new String(data, StandardCharsets.UTF_8));
            case Part.Document(Media media, Optional<String> _) -> opaque(media);
            case Part.ToolCall call -> {
                texts.add(call.name());
                texts.add(call.arguments());
            }
            case Part.ToolResult(String _, List<Part> parts, boolean _) -> parts.forEach(this::part);
            case Part.CacheMark _ -> { }
        }
    }

    private void opaque(Media media) {
        opaque += media instanceof Media.Bytes(String _, byte[] data) ? data.length / BYTES_A_TOKEN + 1
                : FILE_OF_UNKNOWN_SIZE;
    }

    List<String> texts() {
        return texts;
    }

    List<Tools.Definition> tools() {
        return tools;
    }

    int messages() {
        return messages;
    }

    /** How many messages name their speaker. */
    int named() {
        return named;
    }

    /** A guess at the tokens of sounds and printed files. */
    long opaque() {
        return opaque;
    }

    /** The tokens of the pictures. */
    long pictures(PictureRule rule) {
        long tokens = 0;
        for (Part.Image picture : pictures) {
            tokens += rule.tokens(PictureSize.of(picture.media()), picture.detail().orElse("").equals("low"));
        }
        return tokens;
    }
}
