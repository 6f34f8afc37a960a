package modelscan.http.gateway;

import java.io.IOException;

/** What answers at a route. */
@FunctionalInterface
interface Target {
    /** Whether anybody may call, without a key. */
    default boolean open() {
        return false;
    }

    /** Answers the call; false, with nothing done, if it is about to go and its successor is to be asked. */
    boolean serve(HttpCall call) throws IOException;
}
