package modelscan.http.gateway;

import java.util.function.Supplier;

/**
 * One of the two listeners.
 *
 * @param name {@code data} or {@code management}
 * @param place where it listens
 * @param pace how slowly a body may come
 * @param errors how its errors look
 * @param gate who may come in
 * @param routes what answers, at this moment
 */
record Side(String name, Settings.Place place, Settings.Pace pace, ErrorShape errors, Gate gate,
        Supplier<Routes> routes) {
}
