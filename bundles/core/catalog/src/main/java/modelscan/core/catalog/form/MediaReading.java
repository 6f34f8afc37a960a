package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.core.catalog.path.Path;

/** Finds pictures, sounds and films in an answer: as links, data URLs or base64. */
record MediaReading(Answer.Media answer, String type) {

    List<StreamEvent> read(JsonNode json) {
        List<Media> media = new ArrayList<>();
        answer.inside().ifPresent(inside -> texts(inside.path(), json).forEach(text ->
                (inside.hex() ? unhexed(text, type) : decoded(text, type)).ifPresent(media::add)));
        if (media.isEmpty()) {
            answer.url().ifPresent(path -> texts(path, json).forEach(text -> linked(text).ifPresent(media::add)));
        }
        if (media.isEmpty()) {
            Optional<Path> inside = answer.inside().map(Answer.Inside::path);
            throw AnswerReading.missing("medium", answer.url().or(() -> inside).orElse(Path.of("")));
        }
        List<String> notes = answer.note().map(path -> texts(path, json).toList()).orElse(List.of());
        boolean each = notes.size() == media.size();
        List<StreamEvent> events = new ArrayList<>();
        for (Media medium : media) {
            int index = events.size();
            boolean noted = each || index == 0 && notes.size() == 1;
            Optional<String> note = noted ? Optional.of(notes.get(index)) : Optional.empty();
            events.add(new StreamEvent.MediaProduced(index, medium, note));
        }
        return events;
    }

    private static Stream<String> texts(Path path, JsonNode json) {
        return path.elements(json).stream().filter(JsonNode::isTextual).map(JsonNode::textValue)
                .filter(text -> !text.isBlank());
    }

    private Optional<Media> linked(String text) {
        if (text.regionMatches(true, 0, "data:", 0, 5)) {
            int comma = text.indexOf(',');
            String head = comma < 0 ? "" : text.substring(5, comma).toLowerCase(Locale.ROOT);
            return head.endsWith(";base64") ? decoded(text.substring(comma + 1), head.split(";", 2)[0]) : Optional.empty();
        }
        try {
            URI uri = URI.create(text.strip());
            boolean web = uri.getHost() != null && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()));
            return web ? Optional.of(new Media.Link(uri, Optional.of(type).filter(known -> !known.isEmpty())))
                    : Optional.empty();
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<Media> decoded(String base64, String type) {
        try {
            return medium(Base64.getMimeDecoder().decode(base64), type);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Optional<Media> unhexed(String hex, String type) {
        try {
            return medium(HexFormat.of().parseHex(hex.strip()), type);
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private static Optional<Media> medium(byte[] bytes, String type) {
        return bytes.length == 0 ? Optional.empty()
                : Optional.of(new Media.Bytes(type.isEmpty() ? MediaKinds.of(bytes) : type, bytes));
    }
}
