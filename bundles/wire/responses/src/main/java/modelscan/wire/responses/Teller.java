package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** Takes the events of an answer while it is written; who writes it whole does not listen. */
interface Teller {
    /** Nobody listens. */
    Teller NOBODY = (_, _) -> { };

    /** An event of this type; {@code members} adds what it says. */
    void tell(String type, Consumer<ObjectNode> members);
}
