package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/** What it means that a job has no result, and which failures are only of the way to it. */
final class JobFailure {
    private static final int LONGEST = 500;

    private JobFailure() {
    }

    /** The failure of a job that ended like this; {@code where} has the provider's words. */
    static Failure of(Job.Mark mark, Optional<AnswerPath> where, JsonNode answer) {
        ErrorText told = ErrorText.of(answer);
        ErrorText text = where.flatMap(path -> path.first(answer)).map(ErrorText::of)
                .filter(found -> !found.message().isBlank()).orElse(told);
        String words = ErrorCodes.clean(text.message(), LONGEST);
        String why = words.isEmpty() ? "" : ": " + words;
        return switch (mark) {
            case FILTERED -> Failure.of(ErrorCode.CONTENT_FILTERED, "the provider declined the content" + why);
            case CANCELLED -> Failure.of(ErrorCode.CANCELLED, "the job was cancelled at the provider" + why);
            case QUEUED, RUNNING, SUCCEEDED, FAILED -> {
                ErrorCode code = ErrorCodes.code(0, text.word().isEmpty() ? told.word() : text.word(), text.message());
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
