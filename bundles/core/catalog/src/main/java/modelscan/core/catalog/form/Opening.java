package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.net.Patience;
import modelscan.base.net.UpstreamAnswer;

/** The first steps of an answer: the upload, where one is needed, and the call. */
record Opening(Form.Way way, Values values, Line line, FormBack back) {

    Opening {
        if (way.upload().isEmpty()) {
            // What is wrong with the request is to be seen before anything is sent.
            way.call().write(values, values);
        }
    }

    /** Sends what is to be sent; the answer has a good status. */
    UpstreamAnswer send() {
        Lookup lookup = way.upload().filter(this::needed).map(this::uploaded).orElse(values);
        return good(line.open(errand(way.call().write(values, lookup))));
    }

    /** The answer as JSON that is no error. */
    JsonNode checked(Told told) {
        JsonNode json = told.json();
        Optional<Failure> error = way.reading().error().flatMap(mark -> mark.in(json));
        if (error.isPresent()) {
            throw new FailureException(error.get());
        }
        return json;
    }

    /** The failure that an answer with a bad status is. */
    Failure failure(Told told) {
        return back.failure(told.status(), told.headers(), told.body());
    }

    /** The answer itself, if its status is a good one. */
    UpstreamAnswer good(UpstreamAnswer answer) {
        if (!Told.good(answer.status())) {
            throw new FailureException(failure(Told.of(answer)));
        }
        return answer;
    }

    /** The answer's reading. */
    AnswerReading answers() {
        return back.answers(way, values);
    }

    private boolean needed(Form.Upload upload) {
        return upload.when().isEmpty() || values.value(upload.when().get()).isPresent();
    }

    private Lookup uploaded(Form.Upload upload) {
        Told told = Told.of(good(line.open(errand(upload.call().write(values, values)))));
        JsonNode value = upload.value().first(checked(told))
                .orElseThrow(() -> AnswerReading.missing("place of what was uploaded", upload.value()));
        return values.with(upload.as(), value);
    }

    private static Calling.Errand errand(Call.Letter letter) {
        return new Calling.Errand(letter.method(), letter.address(), letter.headers(), letter.body(),
                Patience.usual().total(Duration.ofHours(1)), true);
    }
}
