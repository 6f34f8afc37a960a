package modelscan.core.catalog.path;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * How an answer with a good status says that it is an error.
 *
 * @param at where the mark is; one of several that is no error is enough
 * @param unless the value that is no error; empty if its mere presence is one
 * @param message where the words are, if not in a usual place
 */
public record ErrorMark(Path at, Optional<String> unless, Optional<Path> message) {

    /** The mark of the error that an answer is, if it is one. */
    public Optional<JsonNode> in(JsonNode answer) {
        List<JsonNode> marks = at.all(answer);
        return marks.stream().allMatch(this::isError) ? marks.stream().findFirst() : Optional.empty();
    }

    /** The words of the error, if it has a place of its own for them. */
    public Optional<String> words(JsonNode answer) {
        return message.flatMap(path -> path.text(answer));
    }

    private boolean isError(JsonNode mark) {
        if (unless.isPresent()) {
            return !ValueText.of(mark).equals(unless.get());
        }
        return mark.isContainerNode() ? !mark.isEmpty()
                : mark.isBoolean() ? mark.booleanValue()
                : mark.isNumber() ? mark.decimalValue().signum() != 0 : !mark.asText().isBlank();
    }
}
