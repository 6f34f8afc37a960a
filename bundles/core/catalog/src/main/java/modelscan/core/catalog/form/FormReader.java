package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.model.Operation;
import modelscan.base.json.Fields;

/** Reads forms; every error names the place, the key and what is allowed. */
public final class FormReader {
    private static final Set<String> FORM = Set.of("method", "path", "query", "headers", "type", "body", "values", "extra",
            "answer", "usage", "error", "upload", "job", "when");
    private static final Set<String> UPLOAD =
            Set.of("method", "path", "query", "headers", "type", "body", "value", "as", "when");
    private static final Set<String> ERROR = Set.of("at", "unless", "message");

    private FormReader() {
    }

    /**
     * Reads the form of an operation: an object, or a list of which the first fitting one is taken.
     *
     * @throws modelscan.api.model.FailureException if it is not one
     */
    public static Form read(JsonNode json, Operation operation, String place) {
        if (operation == Operation.CHAT || operation == Operation.REALTIME) {
            throw Wording.refuse(place, operation.word() + " needs a dialect and cannot be a form");
        }
        List<Form.Way> ways = new ArrayList<>();
        if (json.isArray() && !json.isEmpty()) {
            for (JsonNode each : json) {
                ways.add(way(Fields.of(each, place + "[" + ways.size() + "]", FORM)));
            }
        } else {
            ways.add(way(Fields.of(json, place, FORM)));
        }
        return new Form(operation, ways);
    }

    private static Form.Way way(Fields fields) {
        Fields answer = fields.object("answer", AnswerWording.ALL)
                .orElseThrow(() -> Wording.refuse(fields.place(), "'answer' is missing"));
        Answer read = AnswerWording.read(answer);
        Form.Reading reading = new Form.Reading(read, fields.object("usage", UsageWording.ALLOWED).map(UsageWording::read),
                fields.value("error").map(error -> error(fields, error)));
        Call call = CallWording.read(fields, read.isBody());
        return new Form.Way(fields.optionalText("when"), call, reading,
                fields.object("upload", UPLOAD).map(FormReader::upload),
                fields.object("job", JobWording.ALLOWED).map(JobWording::read));
    }

    private static Form.Upload upload(Fields fields) {
        return new Form.Upload(CallWording.read(fields, false), Wording.path(fields, "value"), fields.text("as"),
                fields.optionalText("when"));
    }

    private static ErrorMark error(Fields fields, JsonNode error) {
        if (error.isTextual()) {
            return new ErrorMark(Wording.path(fields, "error"), Optional.empty(), Optional.empty());
        }
        Fields mark = Fields.of(error, fields.place() + " error", ERROR);
        return new ErrorMark(Wording.path(mark, "at"), mark.value("unless").map(Phrase::text),
                Wording.optionalPath(mark, "message"));
    }
}
