package modelscan.provider.echo;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Provider;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.VideoModel;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FinishReason;
import modelscan.api.model.JobState;
import modelscan.api.model.Media;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.api.model.VideoRequest;
import org.osgi.service.component.annotations.Component;

/** A job that ends with a film of one picture; who shows its ticket goes on where it stood. */
@Component(property = Provider.ID + "=" + EchoProvider.NAME)
public final class EchoVideo implements VideoModel {
    private static final Duration STEP = Duration.ofMillis(100);
    private static final String TICKET = "echo-job-";
    private static final int SIDE = 64;
    private static final Duration USUAL_LENGTH = Duration.ofSeconds(4);

    @Override
    public Reply answer(Exchange exchange) {
        if (!(exchange.request() instanceof VideoRequest request)) {
            throw new IllegalStateException("a video model is asked for " + exchange.operation().word());
        }
        Optional<String> ticket = exchange.ticket();
        if (ticket.isPresent() && !ticket.get().startsWith(TICKET)) {
            return Reply.refused(Failure.of(ErrorCode.NOT_FOUND, "echo knows no job '" + ticket.get() + "'").by(EchoProvider.NAME));
        }
        SlowWords steps = new SlowWords(events(ticket, exchange.id(), request).iterator(), STEP, exchange.cancellation());
        return Reply.of(steps, steps::hurry);
    }

    private static List<StreamEvent> events(Optional<String> ticket, String id, VideoRequest request) {
        String job = ticket.orElse(TICKET + id);
        List<StreamEvent> events = new ArrayList<>();
        if (ticket.isEmpty()) {
            events.add(new StreamEvent.JobChanged(job, JobState.QUEUED, Optional.of(0)));
        }
        events.add(new StreamEvent.JobChanged(job, JobState.RUNNING, Optional.of(50)));
        events.add(new StreamEvent.JobChanged(job, JobState.SUCCEEDED, Optional.of(100)));
        byte[] still = Png.of(SIDE, SIDE, request.prompt().hashCode());
        events.add(new StreamEvent.MediaProduced(0, new Media.Bytes("image/png", still), Optional.of(request.prompt())));
        events.add(new StreamEvent.Finished(0, FinishReason.STOP, "stop"));
        BigDecimal seconds = BigDecimal.valueOf(request.length().orElse(USUAL_LENGTH).toMillis(), 3);
        events.add(new StreamEvent.UsageReported(Usage.NONE.with(Unit.SECOND, seconds)));
        return events;
    }
}
