package modelscan.http.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import modelscan.api.gateway.Plugins;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the plugins: how they are, where they come from, and what is wrong with them. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/plugins",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class PluginList implements Endpoint {
    private final Plugins plugins;

    /** A new one. */
    @Activate
    public PluginList(@Reference Plugins plugins) {
        this.plugins = plugins;
    }

    @Override
    public void serve(Call call) throws IOException {
        Listing.answer(call, plugins.list(), PluginList::form);
    }

    private static ObjectNode form(Plugins.Plugin plugin) {
        return Json.object()
                .put("name", plugin.name())
                .put("version", plugin.version())
                .put("state", plugin.state().name().toLowerCase(Locale.ROOT))
                .put("origin", plugin.origin())
                .put("why", plugin.why());
    }
}
