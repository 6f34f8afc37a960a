package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;

/**
 * How an answer with a good status says that it is an error.
 *
 * @param at where the mark is; one of several that is no error is enough
 * @param unless the value that is no error; empty if its mere presence is one
 * @param message where the words are, if not in a usual place
 * @param code what it means, if that cannot be read from the words
 */
record ErrorMark(AnswerPath at, Optional<String> unless, Optional<AnswerPath> message, Optional<ErrorCode> code) {
    private static final Pattern CODE = Pattern.compile("[\\w.]{1,60}");

    /** The error an answer is, if it is one. */
    Optional<Failure> in(JsonNode answer) {
        List<JsonNode> marks = at.all(answer);
        return marks.isEmpty() || !marks.stream().allMatch(this::isError) ? Optional.empty()
                : Optional.of(failure(marks.getFirst(), answer));
    }

    private Failure failure(JsonNode mark, JsonNode answer) {
        ErrorText text = message.flatMap(path -> path.text(answer)).map(ErrorText::saying)
                .orElseGet(() -> text(mark, answer));
        return code.map(meaning -> Failure.of(meaning, "the provider answered " + at + "=" + Phrase.text(mark)
                + (text.message().isBlank() ? "" : ": " + ErrorCodes.message(meaning, 0, text.message()))))
                .orElseGet(() -> text.failure(0));
    }

    private static ErrorText text(JsonNode mark, JsonNode answer) {
        // A word such as CONTENT_FILTERED is a code, and all that is said.
        return mark.isTextual() && CODE.matcher(mark.textValue()).matches() ? ErrorText.coded(mark.textValue())
                : ErrorText.of(mark.isContainerNode() || mark.isTextual() ? mark : answer);
    }

    private boolean isError(JsonNode mark) {
        if (unless.isPresent()) {
            return !Phrase.text(mark).equals(unless.get());
        }
        return mark.isContainerNode() ? !mark.isEmpty()
                : mark.isBoolean() ? mark.booleanValue() : !Phrase.text(mark).isBlank();
    }
}
