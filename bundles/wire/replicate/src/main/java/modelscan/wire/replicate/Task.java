package modelscan.wire.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.StreamEvent;

/** What differs between the kinds of work a prediction can do. */
interface Task {
    /** What the model is given; each model defines its own words, and Replicate ignores those it does not know. */
    ObjectNode input(Exchange exchange, Losses losses);

    /** The events of what a model gave back, without its usage. */
    List<StreamEvent> events(JsonNode prediction);
}
