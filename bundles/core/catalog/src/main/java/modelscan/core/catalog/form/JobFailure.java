package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorWords;
import modelscan.core.catalog.path.Path;

/** What it means that a job has no result, and which failures are only of the way to it. */
final class JobFailure {
    private JobFailure() {
    }

    /** The failure of a job that ended like this; {@code where} has the provider's words. */
    static Failure of(Job.Mark mark, Optional<Path> where, JsonNode answer) {
        ErrorBody whole = ErrorBody.of(answer);
        ErrorBody error = where.flatMap(path -> path.first(answer)).map(ErrorBody::of)
                .filter(found -> !found.message().isBlank()).orElse(whole);
        String words = ErrorWords.line(error.message());
        String why = words.isEmpty() ? "" : ": " + words;
        return switch (mark) {
            case FILTERED -> Failure.of(ErrorCode.CONTENT_FILTERED, "the provider declined the content" + why);
            case CANCELLED -> Failure.of(ErrorCode.CANCELLED, "the job was cancelled at the provider" + why);
            case QUEUED, RUNNING, SUCCEEDED, FAILED -> {
                String word = ErrorMeaning.word(error);
                ErrorCode code = ErrorMeaning.code(0, word.isEmpty() ? ErrorMeaning.word(whole) : word, error.message());
                boolean declined = code == ErrorCode.CONTENT_FILTERED;
                yield Failure.of(declined ? code : ErrorCode.PROVIDER_ERROR, "the job failed" + why);
            }
        };
    }

    /** Whether the job may go on although this happened while asking for it. */
    static boolean passing(Failure failure) {
        return switch (failure.code()) {
            case PROVIDER_UNREACHABLE, STREAM_CUT, PROVIDER_OVERLOADED, RATE_LIMITED, PROVIDER_TIMEOUT -> true;
            default -> false;
        };
    }
}
