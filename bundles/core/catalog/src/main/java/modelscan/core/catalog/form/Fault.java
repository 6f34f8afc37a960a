package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.wire.ErrorBody;
import modelscan.base.wire.ErrorWords;
import modelscan.core.catalog.path.ErrorMark;
import modelscan.core.catalog.path.ValueText;

/**
 * How an answer with a good status says that it is an error, and what that means.
 *
 * @param mark where it says so
 * @param code what it means, if that cannot be read from the words
 */
record Fault(ErrorMark mark, Optional<ErrorCode> code) {
    private static final Pattern CODE = Pattern.compile("[\\w.]{1,60}");

    /** The error an answer is, if it is one. */
    Optional<Failure> in(JsonNode answer) {
        return mark.in(answer).map(found -> code.map(meaning -> known(meaning, found, answer))
                .orElseGet(() -> read(found, answer)));
    }

    private Failure known(ErrorCode meaning, JsonNode found, JsonNode answer) {
        String words = mark.words(answer).orElseGet(() -> isCode(found) ? found.textValue() : body(found, answer).message());
        String why = words.isBlank() ? "" : ": " + ErrorWords.failure(meaning, 0, words, "").message();
        return Failure.of(meaning, "the provider answered " + mark.at() + "=" + ValueText.of(found) + why);
    }

    private Failure read(JsonNode found, JsonNode answer) {
        Optional<String> words = mark.words(answer);
        if (words.isPresent()) {
            return ErrorMeaning.failure(0, words.get(), "");
        }
        return isCode(found) ? ErrorMeaning.failure(0, found.textValue(), found.textValue())
                : ErrorMeaning.failure(0, body(found, answer));
    }

    // A word such as CONTENT_FILTERED is a code, and all that is said.
    private static boolean isCode(JsonNode found) {
        return found.isTextual() && CODE.matcher(found.textValue()).matches();
    }

    private static ErrorBody body(JsonNode found, JsonNode answer) {
        return ErrorBody.of(found.isContainerNode() || found.isTextual() ? found : answer);
    }
}
