package modelscan.stage.route;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Phase;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Stage;
import modelscan.api.gateway.StagePhase;
import modelscan.api.model.Failure;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Has those tried who could serve an exchange, in the order of a strategy, until one answers. */
@Component(configurationPid = Settings.PID)
@StagePhase(Phase.ROUTE)
@Designate(ocd = Settings.class)
public final class Route implements Stage {
    private static final int RIVALS = 8;

    private final Routing routing;
    private volatile Gear gear;

    @Activate
    public Route(@Reference Routing routing, Settings settings) {
        this(routing, gear(settings, System::nanoTime, Pause.REAL, new Random()));
    }

    Route(Routing routing, Gear gear) {
        this.routing = routing;
        this.gear = gear;
    }

    static Gear gear(Settings settings, LongSupplier nanos, Pause pause, RandomGenerator random) {
        return new Gear(Rules.of(settings), new RetryBudget(nanos), nanos, pause, random);
    }

    /** Takes a change as the same service: no request is without a route meanwhile. */
    @Modified
    void change(Settings settings) {
        Gear now = gear;
        gear = new Gear(Rules.of(settings), now.budget(), now.nanos(), now.pause(), now.random());
    }

    @Override
    public Reply handle(Exchange exchange, Next next) {
        if (exchange.candidate().isPresent()) {
            return next.handle(exchange);
        }
        Choice choice = routing.choose(exchange);
        Optional<Failure> nobody = choice.nobody(exchange.inquiry().model());
        if (nobody.isPresent()) {
            return Reply.refused(nobody.get());
        }
        Gear now = gear;
        now.budget().request();
        Next watched = routing.bans() ? watched(next) : next;
        Optional<Race> race = now.rules().hedging() && choice.ordered().size() > 1
                ? Race.wished(exchange, choice.ordered(), watched, now) : Optional.empty();
        Reply reply = race.isPresent() ? race.get().answer() : new Tries(exchange, choice.ordered(), watched, now).answer();
        return choice.ordered().size() < 2 ? reply : compared(reply, choice.ordered());
    }

    // The first few that would have been tried as well: by them is told what routing saved.
    private static Reply compared(Reply reply, List<Candidate> ordered) {
        List<Candidate> rivals = List.copyOf(ordered.subList(0, Math.min(RIVALS, ordered.size())));
        return reply.receipted(receipt -> receipt.among(rivals));
    }

    private Next watched(Next next) {
        return exchange -> next.handle(exchange).whenDone(receipt -> {
            Optional<Failure> failure = receipt.failure();
            boolean tells = failure.isPresent() ? Rules.called(receipt, failure.get()) : receipt.target().isPresent();
            if (tells && !exchange.cancellation().cancelled()) {
                routing.blacklist().ended(exchange.candidate().orElseThrow().provider(), failure);
            }
        });
    }
}
