package modelscan.http.admin;

import java.io.IOException;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.json.Json;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Says which version runs, and on what. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/version",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class Version implements Endpoint {
    private final String version;
    private final String framework;

    /** A new one. */
    @Activate
    public Version(BundleContext context) {
        this(context.getProperty("modelscan.version"),
                context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getSymbolicName() + " "
                        + context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getVersion());
    }

    Version(String version, String framework) {
        this.version = version == null ? "unknown" : version;
        this.framework = framework;
    }

    @Override
    public void serve(Call call) throws IOException {
        Listing.answer(call, Json.object()
                .put("version", version)
                .put("framework", framework)
                .put("java", Runtime.version().toString()));
    }
}
