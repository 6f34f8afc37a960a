package modelscan.http.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.Strategy;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Shows the stages in the order in which a request passes them, and the names of the strategies. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/pipeline",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class PipelineView implements Endpoint {
    private final Gateway gateway;
    private final Supplier<Stream<String>> strategies;

    /** A new one. */
    @Activate
    public PipelineView(BundleContext context, @Reference Gateway gateway) {
        this(gateway, () -> strategies(context));
    }

    PipelineView(Gateway gateway, Supplier<Stream<String>> strategies) {
        this.gateway = gateway;
        this.strategies = strategies;
    }

    @Override
    public void serve(Call call) throws IOException {
        ObjectNode body = Json.object();
        ArrayNode stages = body.putArray("stages");
        gateway.stages().forEach(stand -> stages.add(form(stand)));
        ArrayNode names = body.putArray("strategies");
        strategies.get().sorted().distinct().forEach(names::add);
        Listing.answer(call, body);
    }

    private static ObjectNode form(Gateway.Stand stand) {
        return Json.object()
                .put("phase", stand.phase().name().toLowerCase(Locale.ROOT))
                .put("ranking", stand.ranking())
                .put("stage", stand.stage())
                .put("bundle", stand.bundle());
    }

    // The names are service properties: no strategy has to be touched, or held, to be listed.
    private static Stream<String> strategies(BundleContext context) {
        try {
            return context.getServiceReferences(Strategy.class, null).stream().map(PipelineView::name)
                    .filter(Objects::nonNull);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String name(ServiceReference<Strategy> reference) {
        return reference.getProperty(Strategy.NAME) instanceof String name ? name : null;
    }
}
