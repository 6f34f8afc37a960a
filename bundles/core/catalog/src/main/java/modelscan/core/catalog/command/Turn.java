package modelscan.core.catalog.command;

import java.util.Optional;
import modelscan.api.gateway.Exchange;

/**
 * What is to be said to a program this time.
 *
 * @param exchange what it is told: all of the conversation, or only what its session does not know
 * @param session the session that goes on
 * @param replay what it is told instead if it turns out not to know a session that we guessed
 * @param spoken the conversation before its answer, to be remembered with it
 */
record Turn(Exchange exchange, Optional<String> session, Optional<Exchange> replay, Fingerprint spoken) {

    /** The same told from its beginning, if the session was only guessed. */
    Optional<Turn> again() {
        return replay.map(all -> new Turn(all, Optional.empty(), Optional.empty(), spoken));
    }
}
