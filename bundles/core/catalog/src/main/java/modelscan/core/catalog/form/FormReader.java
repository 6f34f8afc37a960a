package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Operation;
import modelscan.base.json.Fields;
import modelscan.core.catalog.path.ErrorMark;
import modelscan.core.catalog.path.ValueText;

/** Reads forms; every error names the place, the key and what is allowed. */
public final class FormReader {
    private static final Set<String> FORM = Set.of("method", "path", "query", "headers", "type", "body", "values", "extra",
            "answer", "usage", "error", "upload", "job", "when", "refuses");
    private static final Set<String> UPLOAD =
            Set.of("method", "path", "query", "headers", "type", "body", "value", "as", "when");
    private static final Set<String> ERROR = Set.of("at", "unless", "message", "code");
    private static final Map<String, ErrorCode> CODES = Stream.of(ErrorCode.values())
            .collect(Collectors.toUnmodifiableMap(ErrorCode::word, code -> code));

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
        List<Fields> entries = new ArrayList<>();
        if (json.isArray() && !json.isEmpty()) {
            json.forEach(each -> entries.add(Fields.of(each, place + "[" + entries.size() + "]", FORM)));
        } else {
            entries.add(Fields.of(json, place, FORM));
        }
        Optional<String> refusal = refusal(entries.getLast());
        return new Form(operation, entries.subList(0, entries.size() - (refusal.isPresent() ? 1 : 0)).stream()
                .map(FormReader::way).toList(), refusal);
    }

    // Nothing comes after it, so it is the last and stands alone.
    private static Optional<String> refusal(Fields entry) {
        Optional<String> refusal = entry.optionalText("refuses");
        if (refusal.isPresent() && entry.keys().size() > 1) {
            throw Wording.refuse(entry.place(), "'refuses' stands alone: it is the answer where nothing else fits");
        }
        return refusal;
    }

    private static Form.Way way(Fields fields) {
        if (fields.value("refuses").isPresent()) {
            throw Wording.refuse(fields.place(), "'refuses' must be in the last entry");
        }
        Fields answer = fields.object("answer", AnswerWording.ALL)
                .orElseThrow(() -> Wording.refuse(fields.place(), "'answer' is missing"));
        Answer read = AnswerWording.read(answer);
        Form.Reading reading = new Form.Reading(read, fields.object("usage", UsageWording.ALLOWED).map(UsageWording::read),
                fields.value("error").map(error -> error(fields, error)));
        Call call = CallWording.read(fields, read.isBody());
        return new Form.Way(condition(fields), call, reading,
                fields.object("upload", UPLOAD).map(FormReader::upload),
                fields.object("job", JobWording.ALLOWED).map(JobWording::read));
    }

    private static Condition condition(Fields fields) {
        if (fields.value("when").filter(JsonNode::isObject).isEmpty()) {
            return fields.optionalText("when").map(Condition::of).orElse(Condition.NONE);
        }
        Fields when = fields.named("when").orElseThrow();
        Map<String, List<String>> wanted = new LinkedHashMap<>();
        when.keys().forEach(name -> wanted.put(name, when.value(name).filter(JsonNode::isTextual).isPresent()
                ? List.of(when.text(name)) : when.texts(name)));
        return new Condition(wanted);
    }

    private static Form.Upload upload(Fields fields) {
        return new Form.Upload(CallWording.read(fields, false), Wording.path(fields, "value"), fields.text("as"),
                fields.optionalText("when"));
    }

    private static Fault error(Fields fields, JsonNode error) {
        if (error.isTextual()) {
            return new Fault(new ErrorMark(Wording.path(fields, "error"), Optional.empty(), Optional.empty()), Optional.empty());
        }
        Fields mark = Fields.of(error, fields.place() + " error", ERROR);
        return new Fault(new ErrorMark(Wording.path(mark, "at"), mark.value("unless").map(ValueText::of),
                Wording.optionalPath(mark, "message")), mark.optionalText("code").map(word -> code(mark, word)));
    }

    private static ErrorCode code(Fields mark, String word) {
        if (!CODES.containsKey(word)) {
            throw mark.notAllowed("code", word, CODES.keySet());
        }
        return CODES.get(word);
    }
}
