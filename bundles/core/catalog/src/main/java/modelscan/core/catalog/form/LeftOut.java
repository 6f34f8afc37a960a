package modelscan.core.catalog.form;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import modelscan.api.gateway.Losses;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Part;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.VideoRequest;

/** Finds what a request says and a form has no place for. */
record LeftOut(Set<String> named, Losses losses) {
    private static final String WHY = "the provider has no such setting";
    private static final String[] SIZE = {"size", "width", "height", "ratio"};
    private static final String[] SOURCE = {"sources", "source", "source.url", "source.data", "source.base64",
        "source.bytes"};
    private static final String[] SOUND = {"sound", "sound.url", "sound.data", "sound.base64", "sound.bytes"};

    /** Adds the losses; fields of the caller's own are none when the form passes them on. */
    void find(Request request, boolean passesExtra) {
        switch (request) {
            case SpeechRequest speech -> {
                lost(speech.voice().isPresent(), "voice");
                lost(speech.format().isPresent(), "format");
                lost(speech.speed().filter(speed -> speed != 1).isPresent(), "speed");
            }
            case TranscriptionRequest transcription -> {
                lost(transcription.language().isPresent(), "language");
                lost(transcription.translate(), "translate");
                if (!shown(request, SOUND)) {
                    throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED, "this provider takes no sound of this "
                            + "kind: send " + (named.contains("sound.url") ? "a link to it" : "the sound itself")));
                }
            }
            case ImageRequest image -> {
                lost(!image.prompt().isBlank(), "prompt");
                lost(image.count().filter(count -> count > 1).isPresent(), "count");
                lost(image.size().isPresent(), SIZE);
                sources(image, image.sources());
            }
            case VideoRequest video -> {
                lost(!video.prompt().isBlank(), "prompt");
                lost(video.length().isPresent(), "length");
                lost(video.size().isPresent(), SIZE);
                sources(video, video.sources());
            }
            case EmbeddingRequest embedding -> embedding(embedding);
            case RerankRequest rerank -> lost(rerank.limit().isPresent(), "limit");
            case SearchRequest search -> {
                lost(search.limit().isPresent(), "limit");
                lost(!search.domains().isEmpty(), "domains");
            }
            case ModerationRequest moderation -> {
                if (!moderation.inputs().stream().allMatch(part -> part instanceof Part.Text)) {
                    losses.add("input", "only texts are judged");
                }
            }
            case ChatRequest _ -> { }
        }
        if (!passesExtra) {
            request.extra().fieldNames().forEachRemaining(field -> lost(!field.startsWith("~"), field));
        }
    }

    private void embedding(EmbeddingRequest embedding) {
        lost(embedding.dimensions().isPresent(), "dimensions");
        lost(embedding.purpose().isPresent(), "purpose");
        if (embedding.inputs().size() > 1 && !named.contains("inputs")) {
            throw new FailureException(Failure.of(ErrorCode.UNSUPPORTED,
                    "this provider takes one text at a time, not " + embedding.inputs().size()).at("input"));
        }
    }

    private void sources(Request request, List<Media> sources) {
        if (!sources.isEmpty() && !shown(request, SOURCE)) {
            losses.add(SOURCE[0], Stream.of(SOURCE).noneMatch(named::contains) ? WHY
                    : "the provider takes no pictures of this kind: send " + (named.contains("source.url") ? "a link"
                            : "the picture itself"));
        }
        if (sources.size() > 1 && !named.contains("sources")) {
            losses.add("sources", "only the first picture is used");
        }
        if (sources.stream().anyMatch(source -> source instanceof Media.Upload)) {
            losses.add("sources", "a file uploaded elsewhere is not known to this provider");
        }
    }

    private boolean shown(Request request, String[] names) {
        return Stream.of(names).anyMatch(name -> named.contains(name) && NeutralValues.of(request, name).isPresent());
    }

    private void lost(boolean said, String... names) {
        for (String name : names) {
            if (named.contains(name)) {
                return;
            }
        }
        if (said) {
            losses.add(names[0], WHY);
        }
    }
}
