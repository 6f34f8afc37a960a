package modelscan.wire.responses;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An item of an answer being written. */
sealed interface Written permits SpokenItem, ThoughtItem, CallItem, ReadyItem {
    /** Its place in the output. */
    int index();

    /** Tells that it ends, with this status; harmless when repeated. */
    void close(String status);

    /** The item as it is now. */
    ObjectNode json();
}
