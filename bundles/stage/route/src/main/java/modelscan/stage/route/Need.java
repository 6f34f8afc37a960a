package modelscan.stage.route;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.Media;
import modelscan.api.model.Message;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.ResponseFormat;

/**
 * What a request needs of a model.
 *
 * @param must without which it cannot serve
 * @param better with which it serves better
 */
record Need(Set<String> must, Set<String> better) {
    static final Need NOTHING = new Need(Set.of(), Set.of());

    static Need of(Request request) {
        if (!(request instanceof ChatRequest chat)) {
            return NOTHING;
        }
        Set<String> must = new HashSet<>();
        Set<String> better = new HashSet<>();
        if (!chat.tools().definitions().isEmpty()) {
            must.add("tools");
        }
        for (Message message : chat.messages()) {
            look(message.parts(), must);
        }
        switch (chat.format()) {
            case ResponseFormat.Text _ -> { }
            case ResponseFormat.Json _ -> better.add("json");
            case ResponseFormat.Schema _ -> better.add("json-schema");
        }
        if (chat.reasoning().isPresent()) {
            better.add("reasoning");
        }
        return must.isEmpty() && better.isEmpty() ? NOTHING : new Need(must, better);
    }

    private static void look(List<Part> parts, Set<String> must) {
        for (Part part : parts) {
            switch (part) {
                case Part.Image _ -> must.add("vision");
                case Part.Audio _ -> must.add("audio-in");
                case Part.Document(Media media, Optional<String> _) when !plain(media) -> must.add("pdf");
                case Part.ToolResult result -> look(result.parts(), must);
                case Part.Document _, Part.Text _, Part.ToolCall _, Part.Thinking _, Part.Refusal _, Part.CacheMark _ -> { }
            }
        }
    }

    private static boolean plain(Media media) {
        return media instanceof Media.Bytes(String type, byte[] _) && type.startsWith("text/");
    }
}
