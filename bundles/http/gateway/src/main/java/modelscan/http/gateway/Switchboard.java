package modelscan.http.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.gateway.Dialect;
import modelscan.api.gateway.Doorkeeper;
import modelscan.api.gateway.Framing;
import modelscan.api.gateway.Front;
import modelscan.api.gateway.Gateway;
import modelscan.api.gateway.http.Endpoint;
import modelscan.base.whiteboard.Part;
import modelscan.base.whiteboard.Whiteboard;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the routes as the endpoints and dialects come and go; a call takes the routes as they are when it begins. */
final class Switchboard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final Whiteboard<Gateway> gateways;
    private final Whiteboard<Doorkeeper> doorkeepers;
    private final Whiteboard<Framing> framings;
    private final Whiteboard<Endpoint> endpoints;
    private final Whiteboard<Dialect> dialects;
    private final FrontTarget.Services services;
    private List<Part<Endpoint>> endpointParts = List.of();
    private List<Part<Dialect>> dialectParts = List.of();
    private volatile Map<String, Held<FrontTarget.Media>> media = Map.of();
    private volatile Routes data = Routes.NONE;
    private volatile Routes management = Routes.NONE;

    Switchboard(BundleContext context, Duration patience) {
        gateways = Whiteboard.of(context, Gateway.class, patience);
        doorkeepers = Whiteboard.of(context, Doorkeeper.class, patience);
        services = new FrontTarget.Services(Held.best(gateways::parts), name -> Optional.ofNullable(media.get(name)));
        framings = Whiteboard.of(context, Framing.class, patience, this::framings);
        endpoints = Whiteboard.of(context, Endpoint.class, patience, this::endpoints);
        dialects = Whiteboard.of(context, Dialect.class, patience, this::dialects);
    }

    /** Who finds out who calls the data plane. */
    Entrance entrance() {
        return new Entrance(Held.best(doorkeepers::parts));
    }

    Routes data() {
        return data;
    }

    Routes management() {
        return management;
    }

    private void framings(List<Part<Framing>> parts) {
        Map<String, Held<FrontTarget.Media>> byName = new HashMap<>();
        for (Part<Framing> part : parts) {
            Optional<String> name = part.text(Framing.NAME);
            Optional<String> type = part.text(Framing.MEDIA_TYPE);
            if (name.isPresent() && type.isPresent()) {
                FrontTarget.Media framed = new FrontTarget.Media(type.get(), part.service());
                byName.putIfAbsent(name.get(), Held.part(part, framed));
            }
        }
        media = Map.copyOf(byName);
    }

    private synchronized void endpoints(List<Part<Endpoint>> parts) {
        endpointParts = parts;
        rebuild();
    }

    private synchronized void dialects(List<Part<Dialect>> parts) {
        dialectParts = parts;
        rebuild();
    }

    private void rebuild() {
        List<Routes.Route> forData = new ArrayList<>();
        List<Routes.Route> forManagement = new ArrayList<>();
        for (Part<Endpoint> part : endpointParts) {
            boolean admin = part.text(Endpoint.LISTENER).filter(Endpoint.MANAGEMENT::equals).isPresent();
            add(part, admin ? forManagement : forData);
        }
        for (Part<Dialect> part : dialectParts) {
            addFronts(part, forData);
        }
        data = new Routes(forData);
        management = new Routes(forManagement);
    }

    private static void add(Part<Endpoint> part, List<Routes.Route> routes) {
        Target target = new EndpointTarget(Held.part(part), part.text(Endpoint.OPEN).filter("true"::equals).isPresent());
        for (String path : part.texts(Endpoint.PATH)) {
            for (String method : part.texts(Endpoint.METHOD)) {
                add(method, path, target, routes, part, Optional.empty());
            }
        }
    }

    private void addFronts(Part<Dialect> part, List<Routes.Route> routes) {
        try {
            for (Front front : part.service().fronts()) {
                Front.Route route = front.route();
                add(route.method(), route.path(), new FrontTarget(front, Held.part(part), services), routes, part,
                        Optional.of(front::failure));
            }
        } catch (RuntimeException broken) {
            LOG.error("the dialect of {} cannot say where it listens", part.bundle(), broken);
        }
    }

    private static void add(String method, String path, Target target, List<Routes.Route> routes, Part<?> part,
            Optional<ErrorShape> errors) {
        try {
            Routes.Route route = Routes.Route.of(method, path, target)
                    .ownedBy(String.valueOf(part.bundle().getSymbolicName()));
            routes.add(errors.map(route::failing).orElse(route));
        } catch (IllegalArgumentException wrong) {
            LOG.warn("{} of {} is not served: {}", path, part.bundle(), wrong.getMessage());
        }
    }

    @Override
    public void close() {
        dialects.close();
        endpoints.close();
        framings.close();
        gateways.close();
        doorkeepers.close();
    }
}
