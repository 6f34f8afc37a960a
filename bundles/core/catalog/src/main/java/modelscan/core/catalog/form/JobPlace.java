package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Optional;
import java.util.regex.Pattern;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.core.catalog.path.Path;

/**
 * What templates of a job's later calls may name beside the request: the job's id and the last answer.
 *
 * <p>{@code {job}} is the id, {@code {answer.file_id}} the member {@code file_id} of what the provider said last.
 */
record JobPlace(Lookup request, String id, JsonNode answer) implements Lookup {
    static final String JOB = "job";
    static final String ANSWER = "answer.";

    // It becomes part of an address.
    private static final Pattern ID = Pattern.compile("[\\w.:~@+=/-]{1,500}");

    JobPlace {
        if (!ID.matcher(id).matches()) {
            throw new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                    "the provider named its job in a strange way"));
        }
    }

    @Override
    public Optional<JsonNode> value(String name) {
        if (name.equals(JOB)) {
            return Optional.of(TextNode.valueOf(id));
        }
        return name.startsWith(ANSWER) ? at(name.substring(ANSWER.length())) : request.value(name);
    }

    private Optional<JsonNode> at(String path) {
        try {
            return Path.of(path).first(answer);
        } catch (IllegalArgumentException notAPath) {
            return Optional.empty();
        }
    }
}
