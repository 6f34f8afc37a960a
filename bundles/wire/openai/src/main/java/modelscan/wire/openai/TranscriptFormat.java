package modelscan.wire.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import modelscan.base.wire.Place;

/** The form in which a client wants a transcript: {@code response_format}. */
enum TranscriptFormat {
    /** The text, in JSON. */
    JSON("application/json"),
    /** The text and its passages with their times, in JSON. */
    VERBOSE_JSON("application/json"),
    /** Passages with speakers, in JSON. */
    DIARIZED_JSON("application/json"),
    /** The text. */
    TEXT("text/plain; charset=utf-8"),
    /** Subtitles in SubRip's form. */
    SRT("text/plain; charset=utf-8"),
    /** Subtitles in the web's form. */
    VTT("text/vtt; charset=utf-8");

    private static final String NOTE = "response_format";

    private final String mediaType;

    TranscriptFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The word for it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The media type of such an answer. */
    String mediaType() {
        return mediaType;
    }

    /** Whether an answer of a provider in this form is JSON. */
    boolean json() {
        return this == JSON || this == VERBOSE_JSON || this == DIARIZED_JSON;
    }

    /** The form that a request asks for, which is noted. */
    static void note(Place request, ObjectNode extra) {
        request.member(NOTE).ifPresent(place -> {
            String word = place.text();
            if (Stream.of(values()).noneMatch(format -> format.word().equals(word))) {
                throw place.refuse("cannot be '" + word + "'; allowed are json, text, srt, verbose_json, vtt, diarized_json");
            }
            Notes.in(extra).put(NOTE, word);
        });
    }

    /** The form that was noted; empty where nothing was said. */
    static Optional<TranscriptFormat> noted(ObjectNode extra) {
        String word = Notes.of(extra).path(NOTE).asText("");
        return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
    }
}
