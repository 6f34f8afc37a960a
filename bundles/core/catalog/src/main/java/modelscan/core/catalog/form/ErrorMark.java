package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import modelscan.api.model.Failure;

/**
 * How an answer with a good status says that it is an error.
 *
 * @param at where the mark is
 * @param unless the value that is no error; empty if its mere presence is one
 * @param message where the words are, if not in a usual place
 */
record ErrorMark(AnswerPath at, Optional<String> unless, Optional<AnswerPath> message) {

    /** The error an answer is, if it is one. */
    Optional<Failure> in(JsonNode answer) {
        Optional<JsonNode> mark = at.first(answer).filter(this::isError);
        return mark.map(found -> message.flatMap(path -> path.text(answer)).map(ErrorText::saying)
                .orElseGet(() -> found.isContainerNode() || found.isTextual() ? ErrorText.of(found) : ErrorText.of(answer))
                .failure(0));
    }

    private boolean isError(JsonNode mark) {
        if (unless.isPresent()) {
            return !Phrase.text(mark).equals(unless.get());
        }
        return mark.isContainerNode() ? !mark.isEmpty()
                : mark.isBoolean() ? mark.booleanValue() : !Phrase.text(mark).isBlank();
    }
}
