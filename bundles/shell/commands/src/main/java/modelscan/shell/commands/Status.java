package modelscan.shell.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import modelscan.api.gateway.Catalog;
import modelscan.api.gateway.Plugins;
import modelscan.api.gateway.Provider.Health.State;
import modelscan.shell.commands.answer.Answer;
import modelscan.shell.commands.answer.Facts;
import org.apache.felix.service.command.CommandSession;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code ms:status}: whether all is well, in a few lines. */
@Component(service = Status.class, property = {Verb.MS, Verb.NAME + "=status",
        Verb.ABOUT + "=whether all is well, in a few lines"})
public final class Status {
    private final BundleContext context;

    @Activate
    public Status(BundleContext context) {
        this.context = context;
    }

    /** The command. */
    public Answer status(CommandSession session, String... words) {
        Arguments arguments = Arguments.of(session, 0, words);
        Services services = new Services(context);
        ObjectNode facts = Facts.object().put("version", Version.of(context)).put("uptime", uptime());
        facts.setAll(listeners(services));
        services.ask(Catalog.class, Catalog::providers).ifPresent(providers -> {
            facts.put("providers", providers.size());
            facts.put("up", providers.stream().filter(entry -> entry.health().state() == State.UP).count());
            facts.put("exchanges", providers.stream().mapToInt(Catalog.Entry::running).sum());
        });
        services.ask(Plugins.class, Plugins::problems).ifPresent(problems -> {
            facts.put("healthy", problems.isEmpty());
            problems.forEach(facts.putArray("problems")::add);
        });
        return arguments.answer(new Facts(facts));
    }

    private static ObjectNode listeners(Services services) {
        ObjectNode listeners = Facts.object();
        for (String name : List.of("data", "management")) {
            services.askAll(Supplier.class, "(modelscan.listener=" + name + ")", supplier -> supplier.get()).stream()
                    .findFirst().ifPresent(address -> listeners.put(name, String.valueOf(address)));
        }
        return listeners;
    }

    private static String uptime() {
        Duration up = ProcessHandle.current().info().startInstant()
                .map(start -> Duration.between(start, Instant.now())).orElse(Duration.ZERO);
        long days = up.toDays();
        return (days > 0 ? days + " d " : "") + "%02d:%02d:%02d".formatted(up.toHoursPart(), up.toMinutesPart(),
                up.toSecondsPart());
    }
}
