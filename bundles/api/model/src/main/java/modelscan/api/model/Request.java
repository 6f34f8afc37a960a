package modelscan.api.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What is asked of a model, in neutral words; one record for each operation.
 *
 * <p>Fields of the caller's dialect that have no neutral word are in {@link #extra()} and survive to a target that speaks
 * the same dialect.
 */
public sealed interface Request permits ChatRequest, EmbeddingRequest, ImageRequest, SpeechRequest, TranscriptionRequest,
        VideoRequest, RerankRequest, ModerationRequest, SearchRequest {

    /** The model's name as the caller wrote it. */
    String model();

    /** Fields without a neutral word. */
    ObjectNode extra();

    /** Which kind of work this asks for. */
    default Operation operation() {
        return switch (this) {
            case ChatRequest _ -> Operation.CHAT;
            case EmbeddingRequest _ -> Operation.EMBEDDING;
            case ImageRequest _ -> Operation.IMAGE;
            case SpeechRequest _ -> Operation.SPEECH;
            case TranscriptionRequest _ -> Operation.TRANSCRIPTION;
            case VideoRequest _ -> Operation.VIDEO;
            case RerankRequest _ -> Operation.RERANK;
            case ModerationRequest _ -> Operation.MODERATION;
            case SearchRequest _ -> Operation.SEARCH;
        };
    }
}
