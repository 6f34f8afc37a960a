package modelscan.core.tokens;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.EmbeddingRequest;
import modelscan.api.model.ImageRequest;
import modelscan.api.model.Media;
import modelscan.api.model.ModerationRequest;
import modelscan.api.model.Request;
import modelscan.api.model.RerankRequest;
import modelscan.api.model.SearchRequest;
import modelscan.api.model.SpeechRequest;
import modelscan.api.model.TranscriptionRequest;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.api.model.VideoRequest;

/** What a request takes beside its tokens, and by which units alternatively it may be billed. */
final class Work {
    /** By what chats are billed. */
    static final List<Set<Unit>> CHAT = List.of(Set.of(Unit.INPUT, Unit.OUTPUT), Set.of(Unit.REQUEST));
    private static final List<Set<Unit>> TOKENS = List.of(Set.of(Unit.INPUT), Set.of(Unit.REQUEST));
    // Rerankers are billed by so many documents.
    private static final int DOCUMENTS_A_SEARCH = 100;
    // Speech is sent compressed, seldom with more than this.
    private static final int BYTES_A_SECOND = 16_000;

    private Work() {
    }

    /** Its units that the request itself tells; tokens are not among them. */
    static Usage of(Request request) {
        Usage one = Usage.NONE.with(Unit.REQUEST, 1);
        return switch (request) {
            case ChatRequest _, EmbeddingRequest _, ModerationRequest _ -> one;
            case RerankRequest rerank -> one.with(Unit.SEARCH, Math.max(1, Math.ceilDiv(rerank.documents().size(), DOCUMENTS_A_SEARCH)));
            case SearchRequest _ -> one.with(Unit.SEARCH, 1);
            case ImageRequest image -> one.with(Unit.IMAGE, image.count().orElse(1));
            case SpeechRequest speech -> one.with(Unit.CHARACTER, speech.text().codePointCount(0, speech.text().length()));
            case VideoRequest video -> video.length().map(length -> one.with(Unit.SECOND,
                    BigDecimal.valueOf(length.toMillis(), 3))).orElse(one);
            case TranscriptionRequest heard -> seconds(heard.sound()).map(seconds -> one.with(Unit.SECOND, seconds)).orElse(one);
        };
    }

    /** The sets of units by one of which it is billed, the likeliest first. */
    static List<Set<Unit>> billed(Request request) {
        return switch (request) {
            case ChatRequest _ -> CHAT;
            case EmbeddingRequest _, ModerationRequest _ -> TOKENS;
            case RerankRequest _, SearchRequest _ -> List.of(Set.of(Unit.SEARCH), Set.of(Unit.INPUT), Set.of(Unit.REQUEST));
            case ImageRequest _ -> List.of(Set.of(Unit.IMAGE), Set.of(Unit.REQUEST));
            case SpeechRequest _ -> List.of(Set.of(Unit.CHARACTER), Set.of(Unit.REQUEST));
            case VideoRequest _, TranscriptionRequest _ -> List.of(Set.of(Unit.SECOND), Set.of(Unit.REQUEST));
        };
    }

    // Plain sound says how many bytes a second has; of compressed sound it is guessed.
    private static Optional<Long> seconds(Media sound) {
        if (!(sound instanceof Media.Bytes(String _, byte[] data))) {
            return Optional.empty();
        }
        boolean plain = data.length > 44 && data[0] == 'R' && data[1] == 'I' && data[8] == 'W' && data[9] == 'A';
        int rate = plain ? data[28] & 255 | (data[29] & 255) << 8 | (data[30] & 255) << 16 | (data[31] & 127) << 24 : 0;
        return Optional.of((long) Math.ceilDiv(data.length, rate > 0 ? rate : BYTES_A_SECOND));
    }
}
