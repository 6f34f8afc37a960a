package modelscan.core.catalog.form;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.net.Patience;
import modelscan.base.net.UpstreamAnswer;
import modelscan.core.catalog.path.Path;

/** The calls about a job that was begun. */
record JobCalls(Job job, Ticket ticket, Lookup values, Calling calling, Line line) {
    private static final Duration QUESTION = Duration.ofMinutes(1);
    private static final Duration GOODBYE = Duration.ofSeconds(10);

    /** Asks how far it is. */
    UpstreamAnswer poll(JsonNode last) {
        return line.open(errand("poll", job.spots().poll(), last,
                Patience.usual().firstByte(QUESTION).total(Duration.ofHours(1))));
    }

    /** Asks for the result. */
    UpstreamAnswer result(JsonNode last) {
        return line.open(errand("result", job.spots().result().orElseThrow(), last,
                Patience.usual().total(Duration.ofHours(1))));
    }

    /** Asks to stop it, where that can be asked; nobody waits for more than the answer. */
    void cancel(JsonNode last) {
        if (job.spots().cancel().isEmpty()) {
            return;
        }
        try {
            Calling.Errand errand = errand("cancel", job.spots().cancel().get(), last, Patience.usual().total(GOODBYE));
            calling.call(errand).send().finish();
        } catch (FailureException _) {
            // It is as cancelled as it can be.
        }
    }

    private Calling.Errand errand(String name, Job.Spot spot, JsonNode last, Patience patience) {
        Lookup lookup = new JobPlace(values, ticket.id(), last);
        return switch (spot) {
            case Job.Spot.Below(Target target) -> new Calling.Errand(target.method(), target.address(lookup),
                    target.headers(lookup), new byte[0], patience, true);
            case Job.Spot.Named(String method, Path url, Map<String, Phrase> headers) -> new Calling.Errand(method,
                    told(name, url, last), new Target(method, Phrase.of("/"), Map.of(), headers).headers(lookup),
                    new byte[0], patience, true);
        };
    }

    private String told(String name, Path url, JsonNode last) {
        String told = url.text(last).or(() -> Optional.ofNullable(ticket.told().get(name)))
                .orElseThrow(() -> AnswerReading.missing("address to ask at", url));
        return new Addresses(calling.base(), job.spots().hosts()).trusted(told).map(URI::toString)
                .orElseThrow(() -> new FailureException(Failure.of(ErrorCode.PROVIDER_GARBAGE,
                        "the provider named an address at a host that its description does not allow")));
    }
}
